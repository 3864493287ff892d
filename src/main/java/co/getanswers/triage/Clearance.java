package co.getanswers.triage;

/**
 * The result of the checks that a message must pass to be answered without review.
 *
 * @param reason the first check that it did not pass, as the end of a sentence for people
 */
public record Clearance(Kind kind, String reason) {
    static final Clearance GIVEN = new Clearance(Kind.GIVEN, "nothing speaks against an automatic answer");

    /** Results of the checks. */
    public enum Kind {
        /** It may be answered without review. */
        GIVEN,
        /** An answer is proposed, and a person has to send it. */
        UNTIMELY,
        /** No answer is proposed. */
        REFUSED
    }

    static Clearance refused(String reason) {
        return new Clearance(Kind.REFUSED, reason);
    }

    static Clearance untimely(String reason) {
        return new Clearance(Kind.UNTIMELY, reason);
    }

    public boolean given() {
        return kind == Kind.GIVEN;
    }

    boolean proposesAnswer() {
        return kind != Kind.REFUSED;
    }
}
