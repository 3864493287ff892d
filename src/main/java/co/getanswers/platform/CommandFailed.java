package co.getanswers.platform;

/** The end of a command; the message says why, and what to do. */
public final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CommandFailed(String message) {
        super(message);
    }
}
