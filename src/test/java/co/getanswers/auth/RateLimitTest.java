package co.getanswers.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    @Test
    void everyLimitCountsUnderAKindOfItsOwnThatFitsTheColumn() {
        assertThat(Stream.of(RateLimit.values()).map(RateLimit::kind))
                .doesNotHaveDuplicates()
                .allMatch(kind -> kind.length() <= 30);
    }
}
