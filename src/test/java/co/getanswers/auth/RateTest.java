package co.getanswers.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateTest {
    @Test
    void aRateIsTriesWithinATime() {
        assertThat(Rate.parse("3/1H")).isEqualTo(new Rate(3, Duration.ofHours(1)));
        assertThat(Rate.parse("10 / 15M")).isEqualTo(new Rate(10, Duration.ofMinutes(15)));
    }

    @Test
    void whatAllowsNothingIsNoRate() {
        for (var text : new String[] {"3", "0/1H", "3/0S", "x/1H", "-1/1H"}) {
            assertThatThrownBy(() -> Rate.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
