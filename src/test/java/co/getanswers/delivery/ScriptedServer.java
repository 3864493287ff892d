package co.getanswers.delivery;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A mail server for the application that answers as a test's field {@code Map<String, String> script} says. */
public class ScriptedServer implements QuarkusTestResourceLifecycleManager {
    private final Map<String, String> script = new ConcurrentHashMap<>();
    private final ScriptedSmtpServer server = new ScriptedSmtpServer(script);

    @Override
    public Map<String, String> start() {
        return Map.of("quarkus.mailer.host", "localhost", "quarkus.mailer.port", String.valueOf(server.port()));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(script, field -> field.getName().equals("script"));
        injector.injectIntoFields(server, field -> field.getType() == ScriptedSmtpServer.class);
    }

    @Override
    public void stop() {
        try {
            server.close();
        } catch (IOException closedAlready) {
            // That is what was wanted.
        }
    }
}
