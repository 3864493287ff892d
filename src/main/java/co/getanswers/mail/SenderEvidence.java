package co.getanswers.mail;

/**
 * The evidence that a message comes from the domain of its sender's address.
 *
 * @param detail the results that decided, such as {@code dmarc=fail}; empty if none is known
 */
public record SenderEvidence(Verdict verdict, String detail) {
    /** The evidence of a message without results of a trusted server. */
    public static final SenderEvidence NONE = new SenderEvidence(Verdict.UNKNOWN, "");

    /** The verdict on a sender's address. */
    public enum Verdict {
        /** The domain has vouched for the message. */
        PASSED,
        /** Nothing is known, which proves neither. */
        UNKNOWN,
        /** The address is probably forged. */
        FAILED
    }

    public boolean unknown() {
        return verdict == Verdict.UNKNOWN;
    }

    public boolean passed() {
        return verdict == Verdict.PASSED;
    }

    public boolean failed() {
        return verdict == Verdict.FAILED;
    }
}
