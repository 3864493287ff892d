package co.getanswers.schema;

/** The failure of a script. Its message holds no value of a row; its details may. */
public final class ScriptFailure extends MigrationFailure {
    private static final long serialVersionUID = 1L;

    private final String details;

    ScriptFailure(String message, String details, Throwable cause) {
        super(message, cause);
        this.details = details;
    }

    /** All that the server said, and the whole statement, in lines. */
    public String details() {
        return details;
    }
}
