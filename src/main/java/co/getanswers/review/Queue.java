package co.getanswers.review;

import co.getanswers.platform.Cursor;
import co.getanswers.platform.Failure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads cards. The cost of a page does not depend on its place in the queue. */
@Singleton
public class Queue {
    /** The position before every card: no priority is above 100. */
    private static final Cursor START = Cursor.of(101, Instant.EPOCH, new UUID(0, 0));

    private static final String CARD = """
            select %s
            from agent_actions page
            %s
            %s
            where page.user_id = $1 and page.id = $2""".formatted(Card.COLUMNS, Card.JOINS, Card.EXECUTION);

    private final Pool pool;

    Queue(Pool pool) {
        this.pool = pool;
    }

    Uni<QueuePage> page(UUID userId, QueueQuery query, int limit, @Nullable String cursor) {
        return pool.preparedQuery(query.sql())
                .execute(parameters(userId, limit, cursor))
                .map(rows -> page(rows, limit));
    }

    /** Parameters of a page; one more row than the page holds tells whether another page follows. */
    static Tuple parameters(UUID userId, int limit, @Nullable String cursor) {
        var after = cursor == null ? START : Cursor.parse(cursor, 3);
        return Tuple.of(
                userId, after.number(0), after.instant(1).atOffset(ZoneOffset.UTC), after.uuid(2), (long) limit + 1);
    }

    private static QueuePage page(RowSet<Row> rows, int limit) {
        var cards = StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getLong("place") != null)
                .sorted(Comparator.comparing(row -> row.getLong("place")))
                .map(Card::of)
                .toList();
        var total = rows.size() == 0 ? 0 : rows.iterator().next().getLong("total");
        var shown = cards.size() > limit ? cards.subList(0, limit) : cards;
        return new QueuePage(
                shown,
                (int) Math.min(total, QueueQuery.TOTAL_CAP),
                total > QueueQuery.TOTAL_CAP,
                cards.size() > limit ? after(shown.get(limit - 1)) : null);
    }

    private static String after(Card last) {
        return Cursor.of(last.priorityScore(), last.createdAt(), last.id()).text();
    }

    Uni<Card> card(UUID userId, UUID id) {
        return card(pool, userId, id);
    }

    Uni<Card> card(SqlClient client, UUID userId, UUID id) {
        return client.preparedQuery(CARD).execute(Tuple.of(userId, id)).map(rows -> {
            if (rows.size() == 0) {
                throw new Failure.NotFound("card");
            }
            return Card.of(rows.iterator().next());
        });
    }
}
