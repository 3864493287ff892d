package co.getanswers.review;

import co.getanswers.platform.Cursor;
import co.getanswers.platform.KeysetPaging;
import co.getanswers.platform.Page;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Reads the log of all proposals and decisions, the newest first. */
@ApplicationScoped
public class ActionLog {
    private static final int BATCH = 200;

    private final Pool pool;

    ActionLog(Pool pool) {
        this.pool = pool;
    }

    Uni<Page<LogEntry>> page(UUID userId, LogQuery query, int limit, @Nullable String cursor) {
        var parameters = KeysetPaging.parameters(userId, limit, cursor)
                .addOffsetDateTime(query.from().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(query.to().atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(LogEntry.sql(query.status()))
                .execute(parameters)
                .map(rows ->
                        KeysetPaging.page(rows, limit, LogEntry::of, last -> Cursor.of(last.createdAt(), last.id())));
    }

    /**
     * Streams the whole log in batches, as fast as the caller reads them. Each batch is a query of its own: a database
     * cursor would hold a connection for as long as a slow caller reads.
     */
    Multi<List<LogEntry>> all(UUID userId, LogQuery query) {
        return Multi.createBy()
                .repeating()
                .uni(
                        AtomicReference<String>::new,
                        next -> page(userId, query, BATCH, next.get()).invoke(page -> next.set(page.nextCursor())))
                .whilst(page -> page.nextCursor() != null)
                .map(Page::items);
    }
}
