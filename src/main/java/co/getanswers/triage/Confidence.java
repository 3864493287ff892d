package co.getanswers.triage;

/** Confidence as people read it. */
public final class Confidence {
    /** From here on, from 0 to 1, it is not shown as uncertain. */
    public static final double CERTAIN = 0.6;

    private Confidence() {}

    /** Rounded down, so that what is uncertain never reads as 60; the addend undoes the error of 0.29 * 100. */
    public static int percent(double confidence) {
        return (int) Math.floor(confidence * 100 + 1e-9);
    }
}
