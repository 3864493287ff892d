package co.getanswers.platform;

import java.time.Duration;

/** How long to wait before something is tried again. */
public final class Backoff {
    private static final int LONGEST_SHIFT = 30;

    private Backoff() {}

    /**
     * Doubles with every attempt up to a limit; the upper half of that is drawn, so that what failed together does not
     * come back together.
     *
     * @param attempt from 1
     * @param random from 0 to 1
     */
    public static Duration after(int attempt, Duration first, Duration longest, double random) {
        var factor = 1L << Math.min(LONGEST_SHIFT, Math.max(0, attempt - 1));
        var full = first.toMillis() > longest.toMillis() / factor ? longest.toMillis() : first.toMillis() * factor;
        return Duration.ofMillis(full / 2 + (long) (random * (full - full / 2)));
    }
}
