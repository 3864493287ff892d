package co.getanswers.mailbox;

import java.io.IOException;
import java.util.Objects;

/** A mail server can't be reached, or not safely; the message is for the person. */
final class UnreachableServer extends IOException {
    private static final long serialVersionUID = 1;

    UnreachableServer(String message) {
        super(message);
    }

    /** The reason that is among the causes of a failure, else the one given. */
    static UnreachableServer causeOf(Throwable failure, String otherwise) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreachableServer known) {
                return known;
            }
        }
        return new UnreachableServer(otherwise);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
