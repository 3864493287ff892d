package co.getanswers.schema;

/** The refusal of a script before it runs. */
public final class ScriptRefusal extends MigrationFailure {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final String reason;

    ScriptRefusal(String script, int line, String reason) {
        super(script + ", line " + line + ": " + reason + ". Nothing was run.");
        this.line = line;
        this.reason = reason;
    }

    /** The line in the script, from 1. */
    public int line() {
        return line;
    }

    /** The reason, and what to write instead. */
    public String reason() {
        return reason;
    }
}
