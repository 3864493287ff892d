package co.getanswers.review;

import co.getanswers.platform.Cursor;
import co.getanswers.platform.Failure;
import co.getanswers.platform.KeysetPaging;
import co.getanswers.platform.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads one conversation as a thread, or a list of conversations, the latest first. */
@Singleton
public class ConversationQuery {
    private final Pool pool;

    ConversationQuery(Pool pool) {
        this.pool = pool;
    }

    Uni<ThreadView> thread(UUID userId, UUID id) {
        return read(ThreadView.OF_CONVERSATION, userId, id);
    }

    Uni<ThreadView> latestOf(UUID userId, UUID objectiveId) {
        return read(ThreadView.OF_OBJECTIVE, userId, objectiveId);
    }

    private Uni<ThreadView> read(String sql, UUID userId, UUID id) {
        return pool.preparedQuery(sql).execute(Tuple.of(userId, id)).map(rows -> {
            if (rows.size() == 0) {
                throw new Failure.NotFound("conversation");
            }
            return ThreadView.of(rows);
        });
    }

    /** @param objectiveId absent for all objectives */
    Uni<Page<ConversationSummary>> list(UUID userId, @Nullable UUID objectiveId, int limit, @Nullable String cursor) {
        var parameters = KeysetPaging.parameters(userId, limit, cursor);
        if (objectiveId != null) {
            parameters.addUUID(objectiveId);
        }
        return pool.preparedQuery(objectiveId == null ? ConversationSummary.ALL : ConversationSummary.OF_OBJECTIVE)
                .execute(parameters)
                .map(rows -> KeysetPaging.page(
                        rows, limit, ConversationSummary::of, last -> Cursor.of(last.updatedAt(), last.id())));
    }
}
