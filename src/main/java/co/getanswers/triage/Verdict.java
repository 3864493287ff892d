package co.getanswers.triage;

/**
 * What the gate decided.
 *
 * @param runs whether the action may run without review
 * @param reason one sentence for a person
 */
public record Verdict(boolean runs, String reason) {
    static Verdict run(String why) {
        return new Verdict(true, "Runs without review: " + why + ".");
    }

    static Verdict review(String why) {
        return new Verdict(false, "Waits for review: " + why + ".");
    }
}
