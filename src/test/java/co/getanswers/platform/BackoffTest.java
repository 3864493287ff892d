package co.getanswers.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.instancio.Instancio.gen;

import co.getanswers.Property;
import java.time.Duration;
import java.util.List;
import org.instancio.junit.InstancioExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InstancioExtension.class)
class BackoffTest {
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(1);

    private record Case(int attempt, double random) {}

    @Test
    void pausesDoubleUpToTheLimitWithJitterInTheUpperHalf() {
        Property.forAll(() -> new Case(
                        gen().ints().range(1, 1000).get(),
                        gen().doubles().range(0.0, 1.0).get()))
                .including(List.of(
                        new Case(1, 0),
                        new Case(1, 1),
                        new Case(2, Double.MIN_VALUE),
                        new Case(8, 0),
                        new Case(8, 1),
                        new Case(1000, 0),
                        new Case(1000, 1)))
                .holds(1000, c -> {
                    var full = Math.min(LONGEST.toMillis(), FIRST.toMillis() * Math.pow(2, c.attempt() - 1));

                    assertThat((double) Backoff.after(c.attempt(), FIRST, LONGEST, c.random())
                                    .toMillis())
                            .isBetween(full / 2 - 1, full);
                });
    }
}
