package co.getanswers.schema;

/** Something about the schema or its revisions that stops the work; the message says what it is and what to do. */
public class MigrationFailure extends RuntimeException {
    public MigrationFailure(String message) {
        super(message);
    }

    public MigrationFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
