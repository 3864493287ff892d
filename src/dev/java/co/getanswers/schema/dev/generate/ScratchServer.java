package co.getanswers.schema.dev.generate;

import co.getanswers.platform.DatabaseUrl;
import co.getanswers.platform.DevDirectory;
import co.getanswers.platform.embedded.EmbeddedServer;
import co.getanswers.schema.MigrationFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/** The server on which scratch databases are created. */
public record ScratchServer(DatabaseUrl url) {
    static final String PREFIX = "getanswers_scratch_";
    /**
     * The key of an advisory lock, held while a database is created and while leftovers are dropped: a new database has
     * no connection for a moment.
     */
    private static final long LOCK = 0x67617363726174L;

    /**
     * The server with this URL, which may name any database of it. For null the embedded server of dev mode while it
     * runs, else one that is started for this program alone.
     */
    public static ScratchServer at(String url) {
        return new ScratchServer(DatabaseUrl.parse(
                url == null
                        ? EmbeddedServer.running(DevDirectory.of("postgres"))
                                .orElseGet(() -> EmbeddedServer.openDisposable(DevDirectory.of("scratch")))
                                .url("postgres")
                        : url));
    }

    /** Creates an empty database, after dropping those that killed runs left. */
    public ScratchDatabase create() {
        var name = PREFIX + UUID.randomUUID().toString().replace("-", "");
        try (var connection = source(url.database()).getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
            dropLeftovers(connection);
            statement.execute("CREATE DATABASE " + name + " TEMPLATE template0");
            try {
                return ScratchDatabase.open(this, name);
            } catch (SQLException unreachable) {
                drop(name);
                throw unreachable;
            }
        } catch (SQLException failed) {
            throw ScratchServer.failure(
                    "No scratch database can be created on " + url.host() + ":" + url.port(), failed);
        }
    }

    void drop(String name) {
        try (var connection = source(url.database()).getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        } catch (SQLException failed) {
            throw ScratchServer.failure("The scratch database " + name + " can't be dropped", failed);
        }
    }

    PGSimpleDataSource source(String database) {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {url.host()});
        source.setPortNumbers(new int[] {url.port()});
        source.setDatabaseName(database);
        source.setUser(url.user());
        source.setPassword(url.password());
        source.setSslMode(url.sslMode());
        source.setSslRootCert(url.sslRootCert());
        return source;
    }

    Map<String, String> clientEnvironment(String database) {
        var environment = new HashMap<String, String>();
        environment.put("PGHOST", url.host());
        environment.put("PGPORT", String.valueOf(url.port()));
        environment.put("PGDATABASE", database);
        environment.put("PGUSER", url.user());
        if (url.password() != null) {
            environment.put("PGPASSWORD", url.password());
        }
        return environment;
    }

    static MigrationFailure failure(String what, SQLException cause) {
        return new MigrationFailure(what + ": " + cause.getMessage(), cause);
    }

    private static void dropLeftovers(Connection connection) throws SQLException {
        var unused = new ArrayList<String>();
        try (var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery("""
                    SELECT datname FROM pg_database
                    WHERE starts_with(datname, '%s')
                      AND NOT EXISTS (SELECT FROM pg_stat_activity WHERE pg_stat_activity.datname = pg_database.datname)
                    """.formatted(PREFIX))) {
                while (rows.next()) {
                    unused.add(rows.getString(1));
                }
            }
            for (var name : unused) {
                statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
            }
        }
    }
}
