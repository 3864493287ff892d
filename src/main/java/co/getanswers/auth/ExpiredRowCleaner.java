package co.getanswers.auth;

import co.getanswers.platform.Job;
import co.getanswers.platform.database.LongStatements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Deletes expired rows, the oldest first: identifiers rise with time, so the expired rows lie at the beginning of the
 * primary key.
 *
 * @param condition SQL that holds for rows which expired more than {@code $1} seconds ago
 * @param keep the time that expired rows are kept
 */
record ExpiredRowCleaner(
        String name, Duration interval, String table, String condition, Duration keep, LongStatements database)
        implements Job {
    private static final Duration LINKS_KEPT = Duration.ofDays(1);
    private static final Duration KEYS_KEPT = Duration.ofDays(1);

    @Override
    public Uni<Long> run() {
        var delete = """
                delete from %1$s
                where id in (select id from %1$s where %2$s order by id limit %3$d)""".formatted(table, condition, BATCH);
        return database.run(connection -> connection.preparedQuery(delete).execute(Tuple.of((double) keep.toSeconds())))
                .map(RowSet::rowCount)
                .map(Integer::longValue);
    }

    @Singleton
    static class Jobs {
        private final AuthSettings settings;
        private final LongStatements database;

        Jobs(AuthSettings settings, LongStatements database) {
            this.settings = settings;
            this.database = database;
        }

        /** Deletes sessions with their refresh tokens, which are kept until then: a second use of one reveals a theft. */
        @Produces
        @Singleton
        Job sessions() {
            return new ExpiredRowCleaner(
                    "expired-sessions",
                    settings.expiredSessionsEvery(),
                    "sessions",
                    "least(expires_at, ended_at) < now() - make_interval(secs => $1)",
                    Duration.ZERO,
                    database);
        }

        @Produces
        @Singleton
        Job links() {
            return new ExpiredRowCleaner(
                    "expired-links",
                    settings.expiredLinksEvery(),
                    "magic_links",
                    "expires_at < now() - make_interval(secs => $1)",
                    LINKS_KEPT,
                    database);
        }

        @Produces
        @Singleton
        Job attempts() {
            return new ExpiredRowCleaner(
                    "expired-attempts",
                    settings.expiredAttemptsEvery(),
                    "sign_in_attempts",
                    "attempted_at < now() - make_interval(secs => $1)",
                    longestWindow(),
                    database);
        }

        /** Deletes accounts that were set aside and whose owners did not choose to keep them. */
        @Produces
        @Singleton
        Job setAsideAccounts() {
            return new ExpiredRowCleaner(
                    "expired-set-aside-accounts",
                    settings.expiredSetAsideAccountsEvery(),
                    "users",
                    "id in (select user_id from set_aside_accounts"
                            + " where set_aside_at < now() - make_interval(secs => $1))",
                    settings.setAsideAccountsKept(),
                    database);
        }

        @Produces
        @Singleton
        Job keys() {
            return new ExpiredRowCleaner(
                    "expired-keys",
                    settings.expiredKeysEvery(),
                    "idempotency_keys",
                    "created_at < now() - make_interval(secs => $1)",
                    KEYS_KEPT,
                    database);
        }

        private Duration longestWindow() {
            return Stream.of(RateLimit.values())
                    .map(limit -> limit.rate(settings).within())
                    .max(Duration::compareTo)
                    .orElseThrow();
        }
    }
}
