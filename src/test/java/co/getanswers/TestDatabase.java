package co.getanswers;

import co.getanswers.platform.DatabaseUrl;
import co.getanswers.platform.embedded.EmbeddedServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/** Gives each start of the application in a test an empty database of its own on the embedded server. */
public class TestDatabase implements QuarkusTestResourceLifecycleManager {
    /** The key with which the application of a test reads mailbox credentials. */
    public static final String CREDENTIALS_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    /** Another key that it knows. */
    public static final String FORMER_CREDENTIALS_KEY = "/////////////////////////////////////////w8=";

    @Override
    public Map<String, String> start() {
        var settings = new java.util.HashMap<>(DatabaseUrl.parse(fresh()).settings());
        settings.put("getanswers.credentials.key", CREDENTIALS_KEY);
        settings.put("getanswers.credentials.other-keys", FORMER_CREDENTIALS_KEY);
        settings.put("getanswers.secret-key", UUID.randomUUID().toString() + UUID.randomUUID());
        return settings;
    }

    /** The server of this process; test processes that run side by side have one each. */
    public static EmbeddedServer server() {
        return EmbeddedServer.open(Path.of("target", "postgres-" + System.getProperty("test.server", "1")));
    }

    /** The {@code DATABASE_URL} of a new, empty database. */
    public static String fresh() {
        var server = server();
        var name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = DriverManager.getConnection(server.jdbcUrl("postgres"));
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return server.url(name);
    }

    @Override
    public void stop() {}
}
