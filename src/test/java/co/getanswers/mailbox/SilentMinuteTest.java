package co.getanswers.mailbox;

import co.getanswers.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/** Silence with the settings that the service has by default. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(SilentMinuteTest.Defaults.class)
@Tag("soak")
class SilentMinuteTest extends SilentConnection {
    public static class Defaults implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "getanswers.mailbox.check-every",
                    "40s",
                    "getanswers.mailbox.poll-interval",
                    "2s",
                    "getanswers.mailbox.lease",
                    "10s");
        }
    }

    @Override
    Duration noticedWithin() {
        return Duration.ofMinutes(1);
    }
}
