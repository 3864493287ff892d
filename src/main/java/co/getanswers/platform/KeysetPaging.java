package co.getanswers.platform;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Pages of a person's rows by a time and the id, both descending. Their statements take the user as {@code $1}, the
 * position after which to start as {@code $2} and {@code $3}, and the number of rows as {@code $4}: one more than the
 * page holds, which tells whether another page follows.
 */
public final class KeysetPaging {
    private static final Cursor START = Cursor.of(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

    private KeysetPaging() {}

    /** @param cursor absent for the first page */
    public static Tuple parameters(UUID userId, int limit, @Nullable String cursor) {
        var after = after(cursor);
        return Tuple.of(userId, after.instant(0).atOffset(ZoneOffset.UTC), after.uuid(1), (long) limit + 1);
    }

    /**
     * The position after which a page starts: a time and an id.
     *
     * @param cursor absent for the first page
     */
    public static Cursor after(@Nullable String cursor) {
        return cursor == null ? START : Cursor.parse(cursor, 2);
    }

    /** @param position the cursor of an item in this order */
    public static <T> Page<T> page(RowSet<Row> rows, int limit, Function<Row, T> item, Function<T, Cursor> position) {
        return page(StreamSupport.stream(rows.spliterator(), false).map(item).toList(), limit, position);
    }

    /**
     * @param read one item more than the page holds, if there is another page
     * @param position the cursor of an item in this order
     */
    public static <T> Page<T> page(List<T> read, int limit, Function<T, Cursor> position) {
        return read.size() <= limit
                ? new Page<>(read, null)
                : new Page<>(
                        read.subList(0, limit),
                        position.apply(read.get(limit - 1)).text());
    }
}
