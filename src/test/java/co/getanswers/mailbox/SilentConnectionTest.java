package co.getanswers.mailbox;

import co.getanswers.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.Map;

/** Silence with short deadlines. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(SilentConnectionTest.ShortDeadlines.class)
class SilentConnectionTest extends SilentConnection {
    public static class ShortDeadlines implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("getanswers.mailbox.check-every", "1s", "getanswers.mailbox.timeout", "2s");
        }
    }

    @Override
    Duration noticedWithin() {
        return Duration.ofSeconds(15);
    }
}
