package co.getanswers.schema.dev.generate;

import co.getanswers.schema.Statement;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.pgcodekeeper.core.api.PgCodeKeeperApi;
import org.pgcodekeeper.core.database.base.jdbc.IJdbcConnector;
import org.pgcodekeeper.core.ignorelist.IgnoreSchemaList;
import org.pgcodekeeper.core.loader.LoaderFactory;
import org.pgcodekeeper.core.monitor.NullMonitor;
import org.pgcodekeeper.core.schema.AbstractDatabase;
import org.pgcodekeeper.core.settings.CoreSettings;

/**
 * A schema as pgCodeKeeper reads it from a database.
 *
 * @param ambiguous the names that pg_catalog has, too: unqualified, they mean those
 */
record SchemaModel(AbstractDatabase model, Set<String> ambiguous) {
    private static final Logger PG_CODE_KEEPER = Logger.getLogger("org.pgcodekeeper");

    static {
        // pgCodeKeeper logs each of its steps.
        PG_CODE_KEEPER.setLevel(Level.WARNING);
    }

    static SchemaModel of(ScratchDatabase database) {
        try {
            var loader = LoaderFactory.createJdbcLoader(
                    settings(), "UTC", new Connector(database), new NullMonitor(), new IgnoreSchemaList());
            var model = loader.loadAndAnalyze();
            if (!loader.getErrors().isEmpty()) {
                throw new IllegalStateException("A schema can't be read: " + loader.getErrors());
            }
            return new SchemaModel(model, Set.copyOf(database.rows("""
                    SELECT relname FROM pg_class WHERE relnamespace IN ('public'::regnamespace, 'pg_catalog'::regnamespace)
                    GROUP BY relname HAVING count(DISTINCT relnamespace) = 2
                    UNION
                    SELECT typname FROM pg_type WHERE typnamespace IN ('public'::regnamespace, 'pg_catalog'::regnamespace)
                    GROUP BY typname HAVING count(DISTINCT typnamespace) = 2
                    UNION
                    SELECT proname FROM pg_proc WHERE pronamespace IN ('public'::regnamespace, 'pg_catalog'::regnamespace)
                    GROUP BY proname HAVING count(DISTINCT pronamespace) = 2""")));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The statements that turn this schema into the target's, in an order in which they can run. */
    List<String> statementsTo(SchemaModel target) {
        try {
            var script = SqlFormatter.shortenTypeNotes(PgCodeKeeperApi.diff(settings(), model, target.model));
            return Statement.split(script).stream()
                    .filter(statement -> !statement.code().startsWith("SET "))
                    .map(statement -> SqlFormatter.format(
                            statement.sql(), name -> !ambiguous.contains(name) && !target.ambiguous.contains(name)))
                    // The name of a NOT NULL is generated; servers before PostgreSQL 18 have none.
                    .filter(statement -> !statement.matches("(?s)ALTER TABLE \\S+\\s+RENAME CONSTRAINT .*"))
                    .toList();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static CoreSettings settings() {
        var settings = new CoreSettings();
        settings.setIgnorePrivileges(true);
        settings.setIgnoreColumnOrder(true);
        return settings;
    }

    private record Connector(ScratchDatabase database) implements IJdbcConnector {
        @Override
        public Connection getConnection() throws IOException {
            try {
                return database.reader();
            } catch (SQLException failed) {
                throw new IOException(failed);
            }
        }

        @Override
        public String getBatchDelimiter() {
            return null;
        }

        @Override
        public String getUrl() {
            return database.jdbcUrl();
        }
    }
}
