package co.getanswers.delivery;

/** A reply was not sent, or nobody knows whether it was; the message is for the person. */
public final class DeliveryFailure extends Exception {
    private static final long serialVersionUID = 1;

    public enum Kind {
        /** Not sent, for a reason that may pass. */
        TEMPORARY,
        /** Not sent, and refused the next time, too. */
        PERMANENT,
        /** Handed over, and not answered. */
        UNCERTAIN
    }

    private final Kind kind;

    public DeliveryFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
