package co.getanswers.triage;

/**
 * The decision of the gate.
 *
 * @param runs true if the action may run without review
 * @param reason one sentence for people
 */
public record Verdict(boolean runs, String reason) {
    static Verdict run(String why) {
        return new Verdict(true, "Runs without review: " + why + ".");
    }

    static Verdict review(String why) {
        return new Verdict(false, "Waits for review: " + why + ".");
    }
}
