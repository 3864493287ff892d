package co.getanswers.review;

import co.getanswers.platform.Cursor;
import co.getanswers.platform.Page;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;

/** Everything the agent proposed and everything that was decided, the newest first. */
@ApplicationScoped
public class ActionLog {
    private static final int BATCH = 200;

    private final Pool pool;

    ActionLog(Pool pool) {
        this.pool = pool;
    }

    Uni<Page<LogEntry>> page(UUID userId, LogQuery query, int limit, String cursor) {
        return page(userId, query, limit, cursor == null ? Cursor.NEWEST : Cursor.parse(cursor, 2));
    }

    /**
     * All of it, in batches that are read as the caller takes them. Each is a query of its own: a cursor of the database
     * would hold a connection for as long as a slow reader likes.
     */
    Multi<List<LogEntry>> all(UUID userId, LogQuery query) {
        return Multi.createBy()
                .repeating()
                .uni(
                        () -> new AtomicReference<>(Cursor.NEWEST),
                        next -> page(userId, query, BATCH, next.get())
                                .invoke(page -> next.set(
                                        page.nextCursor() == null ? null : Cursor.parse(page.nextCursor(), 2))))
                .whilst(page -> page.nextCursor() != null)
                .map(Page::items);
    }

    private Uni<Page<LogEntry>> page(UUID userId, LogQuery query, int limit, Cursor after) {
        var parameters = Tuple.from(List.of(
                userId,
                query.from().atOffset(ZoneOffset.UTC),
                query.to().atOffset(ZoneOffset.UTC),
                after.instant(0).atOffset(ZoneOffset.UTC),
                after.uuid(1),
                (long) limit + 1));
        return pool.preparedQuery(LogEntry.sql(query.status()))
                .execute(parameters)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(LogEntry::of)
                        .toList())
                .map(read -> Page.of(read, limit, last -> Cursor.of(last.createdAt(), last.id())));
    }
}
