package co.getanswers.platform.database;

import io.smallrye.mutiny.Uni;
import io.vertx.core.impl.ContextInternal;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@link RequestTransaction} that begins when the request is ready to write, not while it waits for other servers. */
@SuppressWarnings("deprecation") // As in RequestTransaction.
public final class DeferredTransaction {
    private static final String LOCAL = DeferredTransaction.class.getName();

    private final Pool pool;
    private @Nullable RequestTransaction transaction;
    private boolean ended;

    private DeferredTransaction(Pool pool) {
        this.pool = pool;
    }

    /** Makes {@link #begin} begin a transaction in the current context, which is the request's own. */
    public static DeferredTransaction expect(Pool pool) {
        var deferred = new DeferredTransaction(pool);
        RequestTransaction.requestContext().putLocal(LOCAL, deferred);
        return deferred;
    }

    /** Begins the transaction that is expected; does nothing if none is. */
    public static Uni<Void> begin() {
        var context = ContextInternal.current();
        DeferredTransaction expected = context != null && context.isDuplicate() ? context.getLocal(LOCAL) : null;
        return expected == null ? Uni.createFrom().voidItem() : expected.beginNow();
    }

    private Uni<Void> beginNow() {
        return RequestTransaction.begin(pool).chain(begun -> {
            transaction = begun;
            return ended
                    ? begun.rollback()
                            .chain(() -> Uni.createFrom().failure(new IllegalStateException("The client has gone")))
                    : Uni.createFrom().voidItem();
        });
    }

    /** The transaction; empty before it begins. */
    public Optional<RequestTransaction> transaction() {
        return Optional.ofNullable(transaction);
    }

    /** Rolls back what has begun, and what begins later; does nothing after the transaction's end. */
    public Uni<Void> rollback() {
        ended = true;
        return transaction == null ? Uni.createFrom().voidItem() : transaction.rollback();
    }
}
