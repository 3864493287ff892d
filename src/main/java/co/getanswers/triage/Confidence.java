package co.getanswers.triage;

/** Display of confidences to people. */
public final class Confidence {
    /** The least confidence, from 0 to 1, that is not shown as uncertain. */
    public static final double CERTAIN = 0.6;

    private Confidence() {}

    /**
     * Rounds down to a percentage, so that an uncertain confidence never reads as 60; the addend corrects the error of
     * 0.29 * 100.
     */
    public static int percent(double confidence) {
        return (int) Math.floor(confidence * 100 + 1e-9);
    }
}
