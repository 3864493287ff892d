package co.getanswers.mail;

import co.getanswers.platform.Failure;

/** Mail that can't be taken in; the reason is a sentence for the person whose mail it is. */
public class UnreadableMail extends Failure.Invalid {
    private final String reason;

    public UnreadableMail(String reason) {
        super("message", reason);
        this.reason = reason;
    }

    /** The reason itself, so that the command line and an import's report show it as well as a response does. */
    @Override
    public String getMessage() {
        return reason;
    }
}
