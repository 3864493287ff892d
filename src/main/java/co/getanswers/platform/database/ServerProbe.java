package co.getanswers.platform.database;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database whether it takes writes, on a connection of its own: a busy pool says nothing about the database, and
 * must not make a process that works look as if it did not.
 */
@Singleton
public class ServerProbe {
    /** Reads no row, yet fails where nothing can be written. */
    private static final String ASK = "select from leaders limit 0 for update";

    private final Vertx vertx;
    private final BoundedPool database;
    private final AtomicReference<@Nullable PgConnection> connection = new AtomicReference<>();

    ServerProbe(Vertx vertx, BoundedPool database) {
        this.vertx = vertx;
        this.database = database;
    }

    /** Fails unless the database takes writes; a connection that was lost since the last time is opened again. */
    public Uni<Void> ask() {
        return Uni.createFrom().completionStage(() -> kept().toCompletionStage());
    }

    @PreDestroy
    void stop() {
        var kept = connection.get();
        if (kept != null) {
            kept.close();
        }
    }

    private Future<Void> kept() {
        var kept = connection.get();
        return kept == null ? opened() : ask(kept).recover(lost -> opened());
    }

    private Future<Void> opened() {
        return database.open(vertx.getOrCreateContext()).compose(opened -> {
            // Two may have been opened at once.
            var kept = connection.compareAndSet(null, opened);
            return ask(opened).onComplete(answered -> {
                if (!kept) {
                    opened.close();
                }
            });
        });
    }

    private Future<Void> ask(PgConnection asked) {
        return asked.query(ASK).execute().<Void>mapEmpty().onFailure(failed -> {
            connection.compareAndSet(asked, null);
            asked.close();
        });
    }
}
