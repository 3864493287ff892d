package co.getanswers.auth;

import co.getanswers.platform.Failure;
import co.getanswers.platform.IdentifierGenerator;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Counts tries in the database, so that a limit holds over all instances. A lock on each subject makes those who try at
 * the same moment take turns: what was counted is still true when the try is written down.
 */
@ApplicationScoped
class RateLimiter {
    private static final String LOCK = "select pg_advisory_xact_lock(subject) from unnest($1::bigint[]) as subject";

    /** How long until a try is free: the age of the try that is as many back as are allowed, if it is young enough. */
    private static final String WAIT = """
            select extract(epoch from attempted_at - statement_timestamp())::float8 + $3 as seconds
              from sign_in_attempts
             where kind = $1 and subject_hash = $2
               and attempted_at > statement_timestamp() - make_interval(secs => $3)
             order by attempted_at desc
            offset $4 limit 1
            """;

    private static final String RECORD = """
            insert into sign_in_attempts (id, kind, subject_hash, attempted_at)
            select * from unnest($1::uuid[], $2::text[], $3::text[]), statement_timestamp()
            """;

    private static final String REFUND = "delete from sign_in_attempts where id = any($1)";

    private final Pool pool;

    RateLimiter(Pool pool) {
        this.pool = pool;
    }

    /** One thing that is limited, such as sign-in mails to one address. */
    record Limit(String kind, String subjectHash, Rate rate) {
        static Limit on(String kind, String subject, Rate rate) {
            return new Limit(kind, SecretToken.hash(subject), rate);
        }

        long lock() {
            return ByteBuffer.wrap(SecretToken.sha256(kind + " " + subjectHash)).getLong();
        }
    }

    /**
     * Writes one try down under each of the limits, in a transaction of its own, or under none where one is used up.
     *
     * @return the rows, for {@link #refund}
     * @throws Failure.RateLimited (in the Uni) with the time until the next try is free
     */
    Uni<List<UUID>> acquire(Limit... limits) {
        // In one order for all, so that no two wait for each other.
        var locks = Stream.of(limits).map(Limit::lock).sorted().toArray(Long[]::new);
        return pool.withTransaction(connection -> connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(locks))
                .chain(() -> longestWait(connection, limits))
                .chain(wait -> wait > 0 ? Uni.createFrom().failure(tooMany(wait)) : record(connection, limits)));
    }

    /** What succeeded was no failed try. */
    Uni<Void> refund(List<UUID> tries) {
        return pool.preparedQuery(REFUND)
                .execute(Tuple.of(tries.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    private static Uni<Double> longestWait(SqlConnection connection, Limit... limits) {
        var longest = Uni.createFrom().item(0.0);
        for (var limit : limits) {
            longest = longest.chain(soFar -> wait(connection, limit).map(wait -> Math.max(soFar, wait)));
        }
        return longest;
    }

    private static Uni<Double> wait(SqlConnection connection, Limit limit) {
        return connection
                .preparedQuery(WAIT)
                .execute(Tuple.of(
                        limit.kind,
                        limit.subjectHash,
                        (double) limit.rate.within().toMillis() / 1000,
                        limit.rate.tries() - 1))
                .map(rows -> {
                    var found = rows.iterator();
                    return found.hasNext() ? Math.max(found.next().getDouble("seconds"), 0.001) : 0.0;
                });
    }

    private static Uni<List<UUID>> record(SqlConnection connection, Limit... limits) {
        var ids = new ArrayList<UUID>();
        Stream.of(limits).forEach(limit -> ids.add(IdentifierGenerator.next()));
        return connection
                .preparedQuery(RECORD)
                .execute(Tuple.of(
                        ids.toArray(UUID[]::new),
                        Stream.of(limits).map(Limit::kind).toArray(String[]::new),
                        Stream.of(limits).map(Limit::subjectHash).toArray(String[]::new)))
                .replaceWith(List.copyOf(ids));
    }

    private static Failure tooMany(double seconds) {
        var wait = Duration.ofSeconds((long) Math.ceil(seconds));
        return new Failure.RateLimited(
                "There were too many tries: try again in " + Math.max(1, (wait.toSeconds() + 59) / 60) + " min.", wait);
    }
}
