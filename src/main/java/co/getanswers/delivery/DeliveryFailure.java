package co.getanswers.delivery;

import java.util.Objects;

/** A reply was not sent, or may or may not have been; the message is for the person. */
public final class DeliveryFailure extends Exception {
    private static final long serialVersionUID = 1;

    public enum Kind {
        /** Not sent, for a reason that may pass. */
        TEMPORARY,
        /** Not sent, for a reason that stays. */
        PERMANENT,
        /** Handed over, without an answer. */
        UNCERTAIN
    }

    private final Kind kind;

    public DeliveryFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    public Kind kind() {
        return kind;
    }
}
