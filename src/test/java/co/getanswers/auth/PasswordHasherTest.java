package co.getanswers.auth;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.platform.Failure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {
    private static AuthSettings settings(Map<String, String> changes) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(AuthSettings.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withDefaultValues(changes)
                .build()
                .getConfigMapping(AuthSettings.class);
    }

    @Test
    void bcryptCostsTwelveUnlessToldOtherwise() {
        assertThat(settings(Map.of()).bcryptCost()).isEqualTo(12);
    }

    @Test
    void whoFindsNoRoomToWaitIsToldToTryAgain() {
        var passwords = new PasswordHasher(
                settings(Map.of(
                        "getanswers.auth.bcrypt-cost", "11",
                        "getanswers.auth.hashes-at-once", "1",
                        "getanswers.auth.hashes-waiting", "2")),
                new SimpleMeterRegistry());
        var hashes = IntStream.range(0, 10)
                .mapToObj(i -> passwords.hash("password").subscribeAsCompletionStage())
                .toList();
        var refused = 0;
        for (var hash : hashes) {
            try {
                hash.join();
            } catch (CompletionException failure) {
                assertThat(failure).hasCauseInstanceOf(Failure.RateLimited.class);
                refused++;
            }
        }
        assertThat(refused).isBetween(6, 7);
        passwords.stop();
    }

    @Test
    void whatIsNoHashIsCheckedLikeAnyOther() {
        var metrics = new SimpleMeterRegistry();
        var passwords = new PasswordHasher(settings(Map.of("getanswers.auth.bcrypt-cost", "4")), metrics);
        assertThat(passwords.matches("password", "plain").await().indefinitely())
                .isFalse();
        assertThat(passwords.matches("password", null).await().indefinitely()).isFalse();
        assertThat(metrics.timer("getanswers.password.hashing", "operation", "verify")
                        .count())
                .isEqualTo(2);
        passwords.stop();
    }
}
