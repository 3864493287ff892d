package co.getanswers.auth;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Deletes what no longer says anything. Every instance does so, and none minds what another has deleted. */
@ApplicationScoped
class ExpiredRows {
    private static final Logger LOG = Logger.getLogger(ExpiredRows.class);

    /** Refresh tokens go with their session: until then a used one tells of theft. */
    private static final String SESSIONS = "delete from sessions where expires_at < $1 or ended_at < $1";

    private static final String LINKS = "delete from magic_links where expires_at < $1";
    private static final String ATTEMPTS = "delete from sign_in_attempts where attempted_at < $1";

    private final AuthSettings settings;
    private final Pool pool;

    ExpiredRows(AuthSettings settings, Pool pool) {
        this.settings = settings;
        this.pool = pool;
    }

    void startSweeping(@Observes StartupEvent started, Vertx vertx) {
        vertx.setPeriodic(
                settings.sweepEvery().toMillis(),
                timer -> sweep().subscribe()
                        .with(done -> {}, failure -> LOG.warn("Expired sessions were not deleted", failure)));
    }

    Uni<Void> sweep() {
        var now = Instant.now().atOffset(ZoneOffset.UTC);
        return delete(SESSIONS, now)
                .chain(() -> delete(LINKS, now.minusDays(1)))
                .chain(() -> delete(ATTEMPTS, now.minus(longestWindow())));
    }

    private Uni<Void> delete(String sql, OffsetDateTime before) {
        return pool.preparedQuery(sql).execute(Tuple.of(before)).replaceWithVoid();
    }

    private Duration longestWindow() {
        return Stream.of(
                        settings.signInsPerAddress(),
                        settings.signInsPerClient(),
                        settings.passwordChangesPerUser(),
                        settings.magicLinksPerAddress(),
                        settings.magicLinksPerClient(),
                        settings.registrationsPerClient())
                .map(Rate::within)
                .max(Duration::compareTo)
                .orElseThrow();
    }
}
