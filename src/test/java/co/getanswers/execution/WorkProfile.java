package co.getanswers.execution;

import co.getanswers.TestDatabase;
import co.getanswers.delivery.ScriptedServer;
import co.getanswers.mailbox.gmail.GmailServer;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The service and a worker in one process, in a hurry. */
public class WorkProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        var settings = new HashMap<String, String>();
        settings.put("getanswers.roles", "serve,worker");
        settings.put("getanswers.sender.authserv-ids", "b.example");
        settings.put("getanswers.execution.undo-window", "0s");
        settings.put("getanswers.execution.lease", "2s");
        settings.put("getanswers.execution.shutdown-timeout", "1s");
        settings.put("getanswers.execution.poll-interval", "1s");
        settings.put("getanswers.execution.max-attempts", "3");
        // Tests change what the next attempt finds: all attempts must not be over before they come to it.
        settings.put("getanswers.execution.retry-delay", "1s");
        settings.put("getanswers.execution.max-retry-delay", "1s");
        return settings;
    }

    /** The mail server of other tests would be found in place of this one. */
    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(
                new TestResourceEntry(TestDatabase.class),
                new TestResourceEntry(ScriptedServer.class),
                new TestResourceEntry(GmailServer.class));
    }
}
