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

    /** The position before every objective. */
    private static final Cursor OBJECTIVES_START =
            Cursor.of(0, Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

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
        return pool.preparedQuery(QueueStatement.of(query))
                .execute(parameters(userId, query, limit, cursor))
                .map(rows -> page(rows, query, limit));
    }

    /** Parameters of a page; one more row than the page holds tells whether another page follows. */
    static Tuple parameters(UUID userId, QueueQuery query, int limit, @Nullable String cursor) {
        var start = query.objective() == null ? START : OBJECTIVES_START;
        var after = cursor == null ? start : Cursor.parse(cursor, 3);
        var parameters = Tuple.of(
                userId, after.number(0), after.instant(1).atOffset(ZoneOffset.UTC), after.uuid(2), (long) limit + 1);
        return isRead(query) ? parameters.addString(query.sender()).addString(query.text()) : parameters;
    }

    /** Tells whether a page reads more than its cards, and has its position among what was read. */
    private static boolean isRead(QueueQuery query) {
        return query.isSearch() || query.objective() != null;
    }

    private static QueuePage page(RowSet<Row> rows, QueueQuery query, int limit) {
        var found = StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getLong("place") != null)
                .sorted(Comparator.comparing(row -> row.getLong("place")))
                .toList();
        var cards = found.stream().limit(limit).map(Card::of).toList();
        if (rows.size() == 0) {
            return new QueuePage(cards, 0, false, null);
        }
        var counted = rows.iterator().next();
        var next = found.size() > limit
                ? isRead(query) ? position(found.get(limit - 1), "position_") : position(cards.get(limit - 1))
                : isRead(query) && isUnread(counted, query) ? position(counted, "read_") : null;
        return new QueuePage(
                cards,
                (int) Math.min(counted.getLong("total"), QueueQuery.TOTAL_CAP),
                counted.getBoolean("capped") || counted.getLong("total") > QueueQuery.TOTAL_CAP,
                next == null ? null : next.text());
    }

    /** Tells whether there may be cards behind those that a search has read. */
    private static boolean isUnread(Row counted, QueueQuery query) {
        var read = counted.getLong("read");
        return read != null && read >= QueueStatement.mostRead(query);
    }

    private static Cursor position(Card card) {
        return Cursor.of(card.priorityScore(), card.createdAt(), card.id());
    }

    private static Cursor position(Row row, String columns) {
        return Cursor.of(
                row.getInteger(columns + "priority"),
                row.getOffsetDateTime(columns + "at").toInstant(),
                row.getUUID(columns + "id"));
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
