package co.getanswers.auth;

import co.getanswers.auth.SecurityEvent.Kind;
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
 * Counts attempts in the database, so that a limit holds over all instances. A lock on each subject makes simultaneous
 * attempts take turns: the count is still true when the attempt is recorded.
 */
@ApplicationScoped
public class RateLimiter {
    private static final String LOCK = "select pg_advisory_xact_lock(subject) from unnest($1::bigint[]) as subject";

    /** The time until an attempt is free, by the age of the attempt that lies as many back as are allowed. */
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
    private final AuthSettings settings;

    RateLimiter(Pool pool, AuthSettings settings) {
        this.pool = pool;
        this.settings = settings;
    }

    /** The subject of a limit, such as the address that sign-in mails go to; the database holds its hash only. */
    public record Subject(RateLimit limit, String hash) {
        public static Subject of(RateLimit limit, String text) {
            return new Subject(limit, SecretToken.hash(text));
        }

        long lock() {
            return ByteBuffer.wrap(SecretToken.sha256(limit.kind() + " " + hash))
                    .getLong();
        }
    }

    /**
     * Records one attempt for each subject, in a transaction of its own, or none if one of their limits is used up.
     *
     * @return the rows, for {@link #refund}
     * @throws Failure.RateLimited (in the Uni) with the time until the next attempt is free
     */
    public Uni<List<UUID>> acquire(Subject... subjects) {
        // In one order for all, so that no two wait for each other.
        var locks = Stream.of(subjects).map(Subject::lock).sorted().toArray(Long[]::new);
        return pool.withTransaction(connection -> connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(locks))
                .chain(() -> longestWait(connection, subjects))
                .chain(wait -> {
                    if (wait > 0) {
                        SecurityEvent.of(Kind.RATE_LIMITED)
                                .limit(subjects[0].limit().kind())
                                .log();
                        return Uni.createFrom().failure(tooMany(wait));
                    }
                    return record(connection, subjects);
                }));
    }

    /** Deletes attempts that turned out not to count, such as a sign-in that succeeded. */
    Uni<Void> refund(List<UUID> attempts) {
        return pool.preparedQuery(REFUND)
                .execute(Tuple.of(attempts.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    private Uni<Double> longestWait(SqlConnection connection, Subject... subjects) {
        var longest = Uni.createFrom().item(0.0);
        for (var subject : subjects) {
            longest = longest.chain(soFar -> wait(connection, subject).map(wait -> Math.max(soFar, wait)));
        }
        return longest;
    }

    private Uni<Double> wait(SqlConnection connection, Subject subject) {
        var rate = subject.limit.rate(settings);
        return connection
                .preparedQuery(WAIT)
                .execute(Tuple.of(
                        subject.limit.kind(),
                        subject.hash,
                        (double) rate.within().toMillis() / 1000,
                        rate.attempts() - 1))
                .map(rows -> {
                    var found = rows.iterator();
                    return found.hasNext() ? Math.max(found.next().getDouble("seconds"), 0.001) : 0.0;
                });
    }

    private static Uni<List<UUID>> record(SqlConnection connection, Subject... subjects) {
        var ids = new ArrayList<UUID>();
        Stream.of(subjects).forEach(subject -> ids.add(IdentifierGenerator.next()));
        return connection
                .preparedQuery(RECORD)
                .execute(Tuple.of(
                        ids.toArray(UUID[]::new),
                        Stream.of(subjects).map(subject -> subject.limit.kind()).toArray(String[]::new),
                        Stream.of(subjects).map(Subject::hash).toArray(String[]::new)))
                .replaceWith(List.copyOf(ids));
    }

    private static Failure tooMany(double seconds) {
        var wait = Duration.ofSeconds((long) Math.ceil(seconds));
        return new Failure.RateLimited(
                "There were too many attempts: try again in " + Math.max(1, (wait.toSeconds() + 59) / 60) + " min.",
                wait);
    }
}
