package co.getanswers.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class BackoffTest {
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(1);

    @Property
    void pausesDoubleUpToTheLimitWithJitterInTheUpperHalf(
            @ForAll @IntRange(min = 1, max = 1000) int attempt, @ForAll @DoubleRange(min = 0, max = 1) double random) {
        var full = Math.min(LONGEST.toMillis(), FIRST.toMillis() * Math.pow(2, attempt - 1));

        assertThat((double) Backoff.after(attempt, FIRST, LONGEST, random).toMillis())
                .isBetween(full / 2 - 1, full);
    }
}
