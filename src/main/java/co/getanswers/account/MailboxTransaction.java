package co.getanswers.account;

import co.getanswers.platform.Failure;
import co.getanswers.platform.database.AfterCommit;
import co.getanswers.platform.database.LongStatements;
import co.getanswers.platform.database.StalePlan;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs every transaction that writes a user's mail, objectives or actions. The row in {@code user_counters} is locked
 * first, so that two writers of one mailbox take turns, and the counters are written last.
 */
@ApplicationScoped
public class MailboxTransaction {
    /**
     * The time is read from the locked row, so after the wait for the lock. The lock on the session waits for an end that is
     * under way, and then reads the row anew: an ended one asks for nothing, wherever it is still taken for alive. The
     * statements of the transaction are planned once for each connection: they find their rows by keys, and to plan them anew
     * with each array of keys took a third of the server's time.
     */
    private static final String LOCK = lock(Stream.of(setting("plan_cache_mode", "force_generic_plan")));

    /**
     * Does the same for the statements that write a batch of mail. The plan is made by the statistics of the moment, which
     * know nothing of what a first import is about to write: it must look rows up by their keys, in the order of an index, and
     * not read or sort whole tables that are small so far.
     */
    private static final String LOCK_FOR_BATCH = lock(Stream.concat(
            Stream.of(setting("plan_cache_mode", "force_generic_plan")),
            Stream.of("enable_seqscan", "enable_hashjoin", "enable_mergejoin", "enable_sort", "jit")
                    .map(name -> setting(name, "off"))));

    private static String setting(String name, String value) {
        return "set_config('%s', '%s', true)".formatted(name, value);
    }

    private static String lock(Stream<String> settings) {
        return """
            with locked as materialized (select from user_counters where user_id = $1 for update
            ), asking as materialized (
              select id from sessions
              where $2::uuid is not null and exists (select from locked) and id = $2 and user_id = $1 and ended_at is null
              for share)
            select clock_timestamp() as locked_at, $2 is null or exists (select from asking) as may, %s
            from locked""".formatted(settings.collect(Collectors.joining(", ")));
    }

    /** Serialisation failures and deadlocks: the transaction was rolled back and may succeed when it runs again. */
    private static final Set<String> ROLLED_BACK = Set.of("40001", "40P01");

    private static final int RETRIES = 2;

    private final Pool pool;
    private final LongStatements longStatements;

    MailboxTransaction(Pool pool, LongStatements longStatements) {
        this.pool = pool;
        this.longStatements = longStatements;
    }

    /**
     * The locked mailbox during its transaction.
     *
     * @param now the database's time at which the lock was obtained, in microseconds: no writer dates its rows before those
     *     of the writer that it waited for, whichever instances they run on
     * @param client runs the statements of the transaction
     * @param counters collects the changes of the counters, which are written when the work has ended
     * @param afterCommit collects what is counted of the work in metrics
     */
    public record Mailbox(
            UUID userId, Instant now, SqlConnection client, CounterChange counters, AfterCommit afterCommit) {}

    /**
     * Runs the work in a transaction of its own; a failure rolls everything back. After a deadlock, a serialisation
     * failure or a stale plan the work runs again with a new {@link Mailbox}, so it must keep no state outside of it.
     *
     * @throws AccountDeleted (in the Uni) if the account was deleted
     */
    public <T> Uni<T> run(UUID userId, Function<Mailbox, Uni<T>> work) {
        return run(MailboxWriter.service(userId), work);
    }

    /**
     * Does the same for a session that asks.
     *
     * @throws Failure.Unauthenticated (in the Uni) if the session has ended
     */
    public <T> Uni<T> run(AuthenticatedUser asking, Function<Mailbox, Uni<T>> work) {
        return run(MailboxWriter.of(asking), work);
    }

    private <T> Uni<T> run(MailboxWriter writer, Function<Mailbox, Uni<T>> work) {
        return retried((client, effects) -> locked(client, effects, LOCK, writer, work));
    }

    /** Does the same with statements that take long on purpose, such as those of a deletion. */
    public <T> Uni<T> runLong(MailboxWriter writer, Function<Mailbox, Uni<T>> work) {
        return retried(
                (client, effects) -> longStatements.on(client, () -> locked(client, effects, LOCK, writer, work)));
    }

    /** Does the same for a batch of mail, whose statements look every row up by its keys, whatever they seem to cost. */
    public <T> Uni<T> runBatch(MailboxWriter writer, Function<Mailbox, Uni<T>> work) {
        return retried((client, effects) ->
                longStatements.on(client, () -> locked(client, effects, LOCK_FOR_BATCH, writer, work)));
    }

    private <T> Uni<T> retried(BiFunction<SqlConnection, AfterCommit, Uni<T>> transaction) {
        return Uni.createFrom()
                .deferred(() -> {
                    var effects = AfterCommit.ofNext();
                    return pool.withTransaction(client -> transaction.apply(client, effects))
                            .invoke(effects::committed);
                })
                .onFailure(MailboxTransaction::wasRolledBack)
                .retry()
                .atMost(RETRIES);
    }

    private static <T> Uni<T> locked(
            SqlConnection client,
            AfterCommit effects,
            String lock,
            MailboxWriter writer,
            Function<Mailbox, Uni<T>> work) {
        return lock(client, effects, lock, writer)
                .chain(mailbox ->
                        work.apply(mailbox).call(() -> mailbox.counters().apply(client, writer.userId())));
    }

    private static Uni<Mailbox> lock(SqlConnection client, AfterCommit effects, String lock, MailboxWriter writer) {
        return client.preparedQuery(lock)
                .execute(Tuple.of(writer.userId(), writer.sessionId()))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new AccountDeleted();
                    }
                    var row = rows.iterator().next();
                    if (!row.getBoolean("may")) {
                        throw new Failure.Unauthenticated("The session has ended.");
                    }
                    var now = row.getOffsetDateTime("locked_at").toInstant();
                    return new Mailbox(writer.userId(), now, client, new CounterChange(), effects);
                });
    }

    private static boolean wasRolledBack(Throwable failure) {
        return failure instanceof PgException refused && ROLLED_BACK.contains(refused.getSqlState())
                || StalePlan.isCauseOf(failure);
    }
}
