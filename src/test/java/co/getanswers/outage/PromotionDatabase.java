package co.getanswers.outage;

import co.getanswers.execution.RestartablePostgres;
import co.getanswers.platform.DatabaseUrl;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/**
 * Starts the application on two servers of its own, the standby named first. A test promotes the standby through a field
 * {@code Runnable promotion}.
 */
public class PromotionDatabase implements QuarkusTestResourceLifecycleManager {
    private RestartablePostgres primary;
    private RestartablePostgres standby;
    private boolean promoted;

    @Override
    public Map<String, String> start() {
        try {
            var data = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "promotion-");
            primary = new RestartablePostgres(data.resolve("primary"));
            standby = Standby.of(primary, data.resolve("primary"), data.resolve("standby"));
        } catch (IOException | SQLException failed) {
            throw new IllegalStateException(failed);
        }
        var url = "postgresql://postgres@localhost:%d,localhost:%d/postgres?target_session_attrs=read-write"
                .formatted(standby.port(), primary.port());
        var settings = new HashMap<>(DatabaseUrl.parse(url).settings());
        settings.put("getanswers.secret-key", UUID.randomUUID().toString() + UUID.randomUUID());
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        Runnable promotion = this::promote;
        injector.injectIntoFields(promotion, field -> field.getName().equals("promotion"));
    }

    /** Stops the primary once the standby has all that it wrote, and makes the standby the primary. */
    private void promote() {
        try {
            Awaitility.await("the standby to have everything")
                    .atMost(Duration.ofSeconds(30))
                    .until(() ->
                            isTrue(primary, "select pg_current_wal_lsn() <= max(replay_lsn) from pg_stat_replication"));
            primary.close();
            isTrue(standby, "select pg_promote()");
            promoted = true;
        } catch (IOException | SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static boolean isTrue(RestartablePostgres server, String sql) throws SQLException {
        try (var connection = server.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    @Override
    public void stop() {
        try {
            standby.close();
            if (!promoted) {
                primary.close();
            }
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
