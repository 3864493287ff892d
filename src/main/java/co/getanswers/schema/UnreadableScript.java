package co.getanswers.schema;

/** Text in a script that can't be told apart into statements. */
final class UnreadableScript extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;

    UnreadableScript(int line, String message) {
        super(message);
        this.line = line;
    }

    int line() {
        return line;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
