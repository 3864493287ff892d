package co.getanswers.platform.database;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import org.jspecify.annotations.Nullable;

/**
 * One transaction for all that a request does: {@link JoiningPool} leads every statement of its Vert.x context into it, and
 * what would be a transaction of its own is a savepoint.
 */
@SuppressWarnings(
        "deprecation") // ContextInternal's locals: those with keys of their own must be declared before Vert.x starts.
public final class RequestTransaction {
    private static final String LOCAL = RequestTransaction.class.getName();

    private final ContextInternal context;
    private final SqlConnection connection;
    private final AfterCommit effects = AfterCommit.ofRequest();
    private int savepoints;
    private boolean ended;

    private RequestTransaction(ContextInternal context, SqlConnection connection) {
        this.context = context;
        this.connection = connection;
    }

    /** Begins the transaction of the current context, which is the request's own. */
    public static Uni<RequestTransaction> begin(Pool pool) {
        var context = requestContext();
        return pool.getConnection()
                .chain(connection -> connection
                        .query("begin")
                        .execute()
                        .onFailure()
                        .call(failed -> connection.close())
                        .map(begun -> {
                            var transaction = new RequestTransaction(context, connection);
                            context.putLocal(LOCAL, transaction);
                            return transaction;
                        }));
    }

    /** @throws IllegalStateException if no request is served */
    static ContextInternal requestContext() {
        var context = ContextInternal.current();
        if (context == null || !context.isDuplicate()) {
            throw new IllegalStateException("There is no request");
        }
        return context;
    }

    static @Nullable RequestTransaction current() {
        return Vertx.currentContext() instanceof ContextInternal context && context.isDuplicate()
                ? context.getLocal(LOCAL)
                : null;
    }

    /**
     * The connection, until the transaction ends.
     *
     * @throws IllegalStateException afterwards: by then another request may use it
     */
    public SqlConnection connection() {
        if (ended) {
            throw new IllegalStateException("The transaction of the request has ended");
        }
        return connection;
    }

    String nextSavepoint() {
        savepoints++;
        return "joined_" + savepoints;
    }

    /** Leaves an effect to the commit. */
    void afterCommit(Runnable effect) {
        effects.add(effect);
    }

    public Uni<Void> commit() {
        return ended ? Uni.createFrom().voidItem() : end("commit").invoke(effects::committed);
    }

    /** Rolls everything back, as the server does by itself if the connection is lost; does nothing at the end. */
    public Uni<Void> rollback() {
        return end("rollback").onFailure().recoverWithNull();
    }

    private Uni<Void> end(String statement) {
        if (ended) {
            return Uni.createFrom().voidItem();
        }
        ended = true;
        context.removeLocal(LOCAL);
        return connection
                .query(statement)
                .execute()
                .onItemOrFailure()
                .call((done, failure) -> connection.close().onFailure().recoverWithNull())
                .replaceWithVoid();
    }
}
