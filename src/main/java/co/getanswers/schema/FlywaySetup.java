package co.getanswers.schema;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Flyway itself, which reads, validates and repairs the history. Apart from what migrates, for it is slow to load. */
public final class FlywaySetup {
    /** Held, for the level of a logger that nothing refers to may be lost. {@link Progress} and exceptions tell all. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    static {
        FLYWAY.setLevel(Level.OFF);
    }

    private FlywaySetup() {}

    /** The configuration with which Flyway itself reads and repairs the history. */
    public static FluentConfiguration configure(Revisions revisions) {
        var configuration = Flyway.configure(FlywaySetup.class.getClassLoader())
                .resourceProvider(new RevisionResourceProvider(revisions))
                .javaMigrationClassProvider(List::of)
                .placeholderReplacement(false)
                .validateMigrationNaming(false)
                .lockRetryCount(-1);
        // Flyway's default lock holds a transaction open, for which CREATE INDEX CONCURRENTLY would wait without end.
        configuration
                .getPluginRegister()
                .getExact(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration;
    }
}
