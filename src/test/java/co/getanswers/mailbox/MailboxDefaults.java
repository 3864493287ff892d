package co.getanswers.mailbox;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The settings of mailboxes that the service has by default, where other tests have shorter ones. */
public class MailboxDefaults implements QuarkusTestProfile {
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
