package co.getanswers.platform;

import java.time.Duration;

/** Computes the pause before another attempt. */
public final class Backoff {
    private static final int MAX_SHIFT = 30;

    private Backoff() {}

    /**
     * Doubles the pause with every attempt up to the longest, and takes a random value from its upper half, so that
     * attempts which failed together are not repeated together.
     *
     * @param attempt the number of the failed attempt, from 1
     * @param random from 0 to 1; 1 for the full pause
     */
    public static Duration after(int attempt, Duration first, Duration longest, double random) {
        var factor = 1L << Math.min(MAX_SHIFT, Math.max(0, attempt - 1));
        var full = first.toMillis() > longest.toMillis() / factor ? longest.toMillis() : first.toMillis() * factor;
        return Duration.ofMillis(full / 2 + (long) (random * (full - full / 2)));
    }
}
