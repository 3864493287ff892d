package co.getanswers.mailbox;

import co.getanswers.platform.Backoff;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The pauses between attempts at a change in a mailbox that its server may refuse. */
final class RetryPause {
    /** The number after which a change is given up. */
    static final int MOST_ATTEMPTS = 12;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(2);

    private RetryPause() {}

    /**
     * The seconds from the next attempt to the one after it.
     *
     * @param before the number of attempts so far
     */
    static double seconds(int before) {
        var pause = Backoff.after(
                before + 1,
                FIRST_PAUSE,
                LONGEST_PAUSE,
                ThreadLocalRandom.current().nextDouble());
        return pause.toMillis() / 1000.0;
    }
}
