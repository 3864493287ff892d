package co.getanswers.schema.boot;

import co.getanswers.platform.Backoff;
import co.getanswers.platform.CredentialSettings;
import co.getanswers.platform.Environment;
import co.getanswers.platform.Role;
import co.getanswers.platform.Roles;
import co.getanswers.platform.database.DatabaseSettings;
import co.getanswers.platform.database.SchemaStatus;
import co.getanswers.schema.Adoption;
import co.getanswers.schema.ClearTextCredentials;
import co.getanswers.schema.FailureTranslator;
import co.getanswers.schema.LockPolicy;
import co.getanswers.schema.MigrationFailure;
import co.getanswers.schema.MigrationSession;
import co.getanswers.schema.Revisions;
import co.getanswers.schema.SchemaUpgrade;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Brings the schema up to date in the background, before the service reports ready. The port is open meanwhile, so that
 * the health checks can tell a service that waits from one that is dead. Only instances that serve migrate; the other
 * roles wait for them without limit.
 */
@ApplicationScoped
public class SchemaStart {
    private static final Logger LOG = Logger.getLogger(SchemaStart.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final DataSource database;
    private final SchemaState state;
    private final DatabaseSettings config;
    private final CredentialSettings credentials;
    private final Roles roles;
    private final SchemaStatus status;
    private final String address;
    private Instant deadline;
    private boolean waitLogged;

    SchemaStart(
            DataSource database,
            SchemaState state,
            DatabaseSettings config,
            CredentialSettings credentials,
            Roles roles,
            SchemaStatus status,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url) {
        this.database = database;
        this.state = state;
        this.config = config;
        this.credentials = credentials;
        this.roles = roles;
        this.status = status;
        this.deadline = Instant.now().plus(config.startTimeout());
        // After the question mark there may be a password.
        this.address = url.substring("jdbc:".length()).replaceFirst("\\?.*", "");
    }

    void start(@Observes StartupEvent event) {
        var thread = new Thread(this::run, "schema-start");
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            for (var attempt = 1; !attempt(); attempt++) {
                Thread.sleep(
                        Backoff.after(attempt, FIRST_PAUSE, LONGEST_PAUSE, 1).toMillis());
            }
            status.markReady();
        } catch (RuntimeException failed) {
            LOG.error("FAILED: " + failed.getMessage() + (failed instanceof MigrationFailure ? startAfresh() : ""));
            LOG.debug("The start failed", failed);
            Quarkus.asyncExit(1);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** The way out that only dev mode has: nobody else can do without the rows. */
    private static String startAfresh() {
        return Environment.embeddedDatabase()
                .map(directory -> " This is the embedded database of dev mode: to start with an empty one, stop the"
                        + " service and move " + directory + " aside.")
                .orElse("");
    }

    /** @return whether the schema is up to date now; if not, the caller tries again */
    private boolean attempt() {
        String waitingFor;
        try {
            var serves = roles.has(Role.SERVE);
            if (serves && config.migrateAtStart()) {
                migrate();
                return true;
            }
            if (state.isMigrated()) {
                return true;
            }
            if (!serves) {
                waitForMigration();
                return false;
            }
            waitingFor = "the schema of " + address + " to be migrated.";
        } catch (SQLException failed) {
            if (!FailureTranslator.isTransient(failed)) {
                throw FailureTranslator.translate(failed, address);
            }
            waitingFor = "the database at " + address + ": " + FailureTranslator.sentence(failed);
        }
        var left = Duration.between(Instant.now(), deadline);
        if (left.isNegative()) {
            throw new StartTimeout(
                    "Gave up after " + config.startTimeout().toSeconds() + " s of waiting for " + waitingFor
                            + " Start the database, correct " + Environment.migrationVariable()
                            + ", or raise GETANSWERS_DATABASE_START_TIMEOUT.");
        }
        LOG.warnf("Waiting for %s Giving up in %d s", waitingFor, left.toSeconds());
        return false;
    }

    private void waitForMigration() {
        deadline = Instant.now().plus(config.startTimeout());
        if (!waitLogged) {
            LOG.infof("Waiting for the schema of %s: an instance that serves migrates it", address);
            waitLogged = true;
        }
    }

    private void migrate() throws SQLException {
        if (state.isMigrated()) {
            return;
        }
        var revisions = Revisions.packaged();
        var progress = new LogProgress();
        try (var session = MigrationSession.open(database, progress)) {
            new Adoption(session, revisions, new ClearTextCredentials(credentials.atAdoption(), credentials.key()))
                    .adopt()
                    .ifPresent(progress::adopted);
            var run = new SchemaUpgrade(
                            session, revisions, new LockPolicy(config.lockTimeout(), config.lockRetries()), progress)
                    .upgrade(null);
            if (!run.isEmpty()) {
                LOG.infof(
                        "Migrated the schema by %d revisions to %s",
                        run.size(), run.get(run.size() - 1).id());
            }
        }
    }

    private static final class StartTimeout extends RuntimeException {
        StartTimeout(String message) {
            super(message);
        }
    }
}
