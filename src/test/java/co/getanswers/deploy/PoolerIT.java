package co.getanswers.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.getanswers.ServiceProcess;
import co.getanswers.TestDatabase;
import co.getanswers.deploy.CloudNativePg.Pooler;
import co.getanswers.platform.DatabaseUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As in production: requests through a pooler that shares its connections, migrations and workers past it. */
class PoolerIT {
    /** Fewer than the people, so that each statement may meet another connection than the one before. */
    private static final String SHARED = "3";

    private static final int PEOPLE = 6;

    private final String database = TestDatabase.fresh();

    @Test
    void requestsShareConnectionsAndWorkersHearOfThem(@TempDir Path folder) throws Exception {
        var direct = DatabaseUrl.parse(database);
        var pooler = Manifests.read(Files.readString(Path.of("k8s", "overlays", "production", "pooler.yaml")))
                .only(Pooler.class)
                .spec()
                .pgbouncer();
        try (var bouncer = new PgBouncer(
                        folder, direct.port(), pooler, Map.of("default_pool_size", SHARED, "verbose", "1"));
                var service = ServiceProcess.start(
                        environment(Map.of(
                                "DATABASE_URL",
                                "postgresql://postgres@localhost:" + bouncer.port() + "/" + direct.database(),
                                "MIGRATION_DATABASE_URL",
                                database)),
                        List.of());
                // It never looks by itself: what it finds, it was told of.
                var worker = ServiceProcess.start(
                        environment(Map.of(
                                "DATABASE_URL",
                                database,
                                "GETANSWERS_DELIVERY_TRANSPORT",
                                "maildir",
                                "GETANSWERS_DELIVERY_MAILDIR",
                                folder.resolve("mail").toString(),
                                "GETANSWERS_EXECUTION_POLL_INTERVAL",
                                "1h")),
                        List.of(),
                        "worker")) {
            service.awaitReady();
            worker.awaitReady();
            try (var traffic = new Traffic(PEOPLE, () -> service)) {
                traffic.awaitDecisions(10 * PEOPLE);
                traffic.stop();
                assertThat(traffic.unexpected()).isEmpty();
            }
            assertThat(number("select count(*) from executions")).isGreaterThanOrEqualTo(10 * PEOPLE);
            await("everything to be carried out")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> number("select count(*) from executions where status <> 'done'") == 0);
            assertThat(service.output()).contains("Migrated the schema").doesNotContain("\"ERROR\"");
            assertThat(Files.readString(folder.resolve("pgbouncer.log")))
                    .as("what the pooler does besides for each change of a connection's client")
                    .contains("DateStyle=")
                    .doesNotContain("SET DateStyle");
        }
    }

    @Test
    void anUnreadableAddressOfMigrationsIsNamed() {
        try (var service = ServiceProcess.start(
                environment(Map.of("DATABASE_URL", database, "MIGRATION_DATABASE_URL", "postgresql://u:hunter2@h")),
                List.of())) {
            assertThat(service.exitCode()).isEqualTo(1);
            assertThat(service.output().lines().toList())
                    .singleElement()
                    .asString()
                    .startsWith("FAILED: MIGRATION_DATABASE_URL can't be read")
                    .doesNotContain("hunter2");
        }
    }

    /** Its user and password are those of this address alone, and the failure names the variable. */
    @Test
    void migrationsConnectAsTheUserOfTheirOwnAddress() {
        try (var service = ServiceProcess.start(
                environment(Map.of(
                        "DATABASE_URL", database, "MIGRATION_DATABASE_URL", database.replace("postgres@", "nobody@"))),
                List.of())) {
            assertThat(service.exitCode()).isEqualTo(1);
            assertThat(service.output())
                    .contains("role \\\"nobody\\\" does not exist")
                    .contains("in MIGRATION_DATABASE_URL");
        }
    }

    private static Map<String, String> environment(Map<String, String> more) {
        var environment = new HashMap<>(more);
        environment.put("SECRET_KEY", "0123456789abcdef0123456789abcdef");
        environment.put("GETANSWERS_EXECUTION_UNDO_WINDOW", "0s");
        return environment;
    }

    private long number(String query) throws SQLException {
        try (var connection =
                        DriverManager.getConnection("jdbc:" + database.replace("postgres@", "") + "?user=postgres");
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
