package co.getanswers.account;

import co.getanswers.platform.Failure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;

/**
 * Runs every transaction that writes a user's mail, objectives or actions. The row in {@code user_counters} is locked
 * first, so that two writers of one mailbox take turns, and the counters are written last.
 */
@ApplicationScoped
public class MailboxTransaction {
    private static final String LOCK = "select user_id from user_counters where user_id = $1 for update";

    private final Pool pool;

    MailboxTransaction(Pool pool) {
        this.pool = pool;
    }

    /**
     * The locked mailbox during its transaction.
     *
     * @param client runs the statements of the transaction
     * @param counters collects the changes of the counters, which are written when the work has ended
     */
    public record Mailbox(UUID userId, SqlConnection client, CounterChange counters) {}

    /**
     * Runs the work in a transaction of its own; a failure rolls everything back.
     *
     * @throws Failure.Unauthenticated (in the Uni) when the account was deleted: a session may be cached a little longer
     */
    public <T> Uni<T> run(UUID userId, Function<Mailbox, Uni<T>> work) {
        return pool.withTransaction(client -> client.preparedQuery(LOCK)
                .execute(Tuple.of(userId))
                .invoke(rows -> {
                    if (rows.size() == 0) {
                        throw UserCounters.accountDeleted();
                    }
                })
                .chain(() -> {
                    var mailbox = new Mailbox(userId, client, new CounterChange());
                    return work.apply(mailbox).call(() -> mailbox.counters().apply(client, userId));
                }));
    }
}
