package co.getanswers.schema;

/** A problem of the schema or its revisions that ends the migration; the message says what it is and what to do. */
public class MigrationFailure extends RuntimeException {
    public MigrationFailure(String message) {
        super(message);
    }

    public MigrationFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
