package co.getanswers.platform.database;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** What Flyway needs that has no setting in the framework. */
@Singleton
public class FlywaySetup implements FlywayConfigurationCustomizer {
    @Override
    public void customize(FluentConfiguration configuration) {
        // The default lock holds a transaction open, for which CREATE INDEX CONCURRENTLY would wait for ever.
        configuration
                .getPluginRegister()
                .getExact(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        // Of several instances that start together one migrates; the others wait for it, however long it takes.
        configuration.lockRetryCount(-1);
    }
}
