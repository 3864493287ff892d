package co.getanswers.mailbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The replies of an account of which its folder of sent mail needs a copy. */
@ApplicationScoped
class SentCopies {
    private static final int AT_ONCE = 20;

    private static final String NEXT = """
            select c.message_id as id, m.message_id, c.source
            from sent_copies c
            join messages m on m.user_id = $1 and m.id = c.message_id
            where c.user_id = $1 and c.account_id = $2
            order by c.message_id
            limit\s""" + AT_ONCE;

    private static final String REMOVE = "delete from sent_copies where user_id = $1 and message_id = $2";

    private final Pool pool;

    SentCopies(Pool pool) {
        this.pool = pool;
    }

    /** @param messageId without angle brackets */
    record Copy(UUID id, String messageId, byte[] source) {
        static Copy of(Row row) {
            return new Copy(
                    row.getUUID("id"),
                    row.getString("message_id"),
                    row.getBuffer("source").getBytes());
        }
    }

    Uni<List<Copy>> next(LeasedAccount account) {
        return pool.preparedQuery(NEXT)
                .execute(Tuple.of(account.userId(), account.id()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Copy::of)
                        .toList());
    }

    Uni<Void> remove(LeasedAccount account, UUID id) {
        return pool.preparedQuery(REMOVE)
                .execute(Tuple.of(account.userId(), id))
                .replaceWithVoid();
    }
}
