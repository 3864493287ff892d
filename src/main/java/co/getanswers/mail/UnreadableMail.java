package co.getanswers.mail;

import co.getanswers.platform.Failure;

/** Mail that can't be read, with the reason as a sentence for the user. */
public class UnreadableMail extends Failure.Invalid {
    private final String reason;

    public UnreadableMail(String reason) {
        super("message", reason);
        this.reason = reason;
    }

    /** The reason itself: the command line and the report of an import show it as a response does. */
    @Override
    public String getMessage() {
        return reason;
    }
}
