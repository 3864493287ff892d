package co.getanswers.mailbox;

import co.getanswers.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

/** Silence with the settings that the service has by default. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(MailboxDefaults.class)
@Tag("soak")
class SilentMinuteTest extends SilentConnection {
    @Override
    Duration noticedWithin() {
        return Duration.ofMinutes(1);
    }
}
