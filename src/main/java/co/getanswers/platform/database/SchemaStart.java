package co.getanswers.platform.database;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/**
 * Brings the schema up to date before the service reports ready, in the background: the port is open meanwhile, so
 * that the health checks can tell a service that waits from one that is dead.
 */
@ApplicationScoped
public class SchemaStart {
    private static final Logger LOG = Logger.getLogger(SchemaStart.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Flyway flyway;
    private final DatabaseConfig config;
    private final Event<SchemaReady> ready;
    private final String address;
    private volatile boolean upToDate;

    /** Fired once the schema is what this version needs, on the thread that brought it there. */
    public record SchemaReady() {}

    SchemaStart(
            Flyway flyway,
            DatabaseConfig config,
            Event<SchemaReady> ready,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") String address) {
        this.flyway = flyway;
        this.config = config;
        this.ready = ready;
        this.address = address;
    }

    /** Whether the schema is what this version needs. */
    public boolean isUpToDate() {
        return upToDate;
    }

    void start(@Observes StartupEvent event) {
        var thread = new Thread(this::untilUpToDate, "schema-start");
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.setDaemon(true);
        thread.start();
    }

    private void untilUpToDate() {
        var deadline = Instant.now().plus(config.startTimeout());
        var pause = FIRST_PAUSE;
        try {
            while (!attempt(deadline)) {
                Thread.sleep(pause.toMillis());
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
            upToDate = true;
            ready.fire(new SchemaReady());
        } catch (RuntimeException failed) {
            LOG.error("FAILED: " + failed.getMessage());
            LOG.debug("The start failed", failed);
            Quarkus.asyncExit(1);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether the schema is up to date now; false asks to try again */
    private boolean attempt(Instant deadline) {
        String waitingFor;
        try {
            if (config.migrateAtStart()) {
                var result = flyway.migrate();
                if (result.migrationsExecuted > 0) {
                    LOG.infof(
                            "Migrated the schema by %d revisions to %s",
                            result.migrationsExecuted, result.targetSchemaVersion);
                }
                return true;
            }
            if (flyway.info().pending().length == 0) {
                return true;
            }
            waitingFor = "the schema of " + address + " to be migrated";
        } catch (FlywayException failed) {
            var cause = databaseFailure(failed);
            if (cause == null || !passes(cause)) {
                throw isRefusal(cause)
                        ? new GaveUp(address + " refuses the connection: " + firstLine(cause.getMessage())
                                + " Correct DATABASE_URL, or what the server lets in.")
                        : failed;
            }
            waitingFor = "the database at " + address + ": " + firstLine(cause.getMessage());
        }
        var left = Duration.between(Instant.now(), deadline);
        if (left.isNegative()) {
            throw new GaveUp("Gave up after " + config.startTimeout().toSeconds() + " s of waiting for " + waitingFor
                    + " Start the database, correct DATABASE_URL, or raise GETANSWERS_DATABASE_START_TIMEOUT.");
        }
        LOG.warnf("Waiting for %s (giving up in %d s)", waitingFor, left.toSeconds());
        return false;
    }

    private static SQLException databaseFailure(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    /**
     * Whether a connection may be had later. SQLSTATE class 08 is a connection that failed, 57P03 a server that starts,
     * 53300 one that has no connection left.
     */
    private static boolean passes(SQLException failure) {
        var state = failure.getSQLState();
        return state == null || state.startsWith("08") || state.equals("57P03") || state.equals("53300");
    }

    /** Class 28 is an authentication that failed, 3D000 a database that does not exist. */
    private static boolean isRefusal(SQLException failure) {
        var state = failure == null ? null : failure.getSQLState();
        return state != null && (state.startsWith("28") || state.equals("3D000"));
    }

    private static String firstLine(String message) {
        return message == null ? "no answer." : message.lines().findFirst().orElse("no answer.");
    }

    private static final class GaveUp extends RuntimeException {
        GaveUp(String message) {
            super(message);
        }
    }
}
