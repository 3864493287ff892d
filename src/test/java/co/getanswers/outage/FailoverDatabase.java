package co.getanswers.outage;

import co.getanswers.TcpProxy;
import co.getanswers.execution.RestartablePostgres;
import co.getanswers.platform.DatabaseUrl;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Starts the application on a server of its own behind a proxy, which a standby joins later. A test commands both through a
 * field {@code Consumer<String> server}.
 */
public class FailoverDatabase implements QuarkusTestResourceLifecycleManager {
    /** Makes a standby and leads every connection to it. */
    static final String TO_STANDBY = "to the standby";

    /** Leads every connection to the primary. */
    static final String TO_PRIMARY = "to the primary";

    /** Makes the primary refuse to write in the connections that there are, too. */
    static final String READ_ONLY = "read only";

    static final String WRITABLE = "writable";
    static final String RESTART = "restart";

    private Path data;
    private RestartablePostgres primary;
    private RestartablePostgres standby;
    private TcpProxy proxy;

    @Override
    public Map<String, String> start() {
        try {
            data = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "failover-");
            primary = new RestartablePostgres(data.resolve("primary"));
            proxy = new TcpProxy(primary.port());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
        var settings = new HashMap<>(DatabaseUrl.parse(primary.url()).settings());
        settings.computeIfPresent(
                "quarkus.datasource.reactive.url",
                (name, url) -> url.replace(":" + primary.port(), ":" + proxy.port()));
        settings.put("getanswers.secret-key", UUID.randomUUID().toString() + UUID.randomUUID());
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        Consumer<String> server = this::command;
        injector.injectIntoFields(server, field -> field.getName().equals("server"));
    }

    private void command(String command) {
        try {
            switch (command) {
                case TO_STANDBY -> {
                    standby = Standby.of(primary, data.resolve("primary"), data.resolve("standby"));
                    proxy.leadTo(standby.port());
                }
                case TO_PRIMARY -> proxy.leadTo(primary.port());
                case READ_ONLY -> configure("alter system set default_transaction_read_only = on");
                case WRITABLE -> configure("alter system reset default_transaction_read_only");
                case RESTART -> primary.restart();
                default -> throw new IllegalArgumentException(command);
            }
        } catch (IOException | SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void configure(String sql) throws SQLException {
        try (var connection = primary.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
            statement.execute("select pg_reload_conf()");
        }
    }

    @Override
    public void stop() {
        try {
            proxy.close();
            primary.close();
            if (standby != null) {
                standby.close();
            }
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
