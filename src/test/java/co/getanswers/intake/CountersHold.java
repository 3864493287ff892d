package co.getanswers.intake;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.account.FreshCount;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.util.UUID;

/** Whether the counters say what a fresh count does. */
final class CountersHold {
    private CountersHold() {}

    static void assertThey(UUID userId) {
        var differing =
                CDI.current().select(FreshCount.class).get().differing().await().atMost(Duration.ofSeconds(30));
        assertThat(differing).doesNotContain(userId);
    }
}
