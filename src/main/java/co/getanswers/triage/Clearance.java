package co.getanswers.triage;

/**
 * The result of the checks that mail must pass to be answered without review.
 *
 * @param given true if the message passed all of them
 * @param reason the first check that it did not pass, as the end of a sentence for people
 */
public record Clearance(boolean given, String reason) {
    static final Clearance GIVEN = new Clearance(true, "nothing speaks against an automatic answer");

    static Clearance refused(String reason) {
        return new Clearance(false, reason);
    }
}
