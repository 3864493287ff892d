package co.getanswers.scheduler;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Leadership of this instance among the schedulers: a lease in the database, by the database's clock. This instance counts
 * the lease from before the statement that acquired it, so that it never believes in a lease that another one may hold.
 */
@ApplicationScoped
public class Leadership {
    static final String NAME = "scheduler";

    private static final String TAKE = """
            insert into leaders (name, holder, held_until)
            values ($1, $2, now() + make_interval(secs => $3))
            on conflict (name) do update
            set holder = excluded.holder, held_until = excluded.held_until
            where leaders.holder = excluded.holder or leaders.held_until < now()""";

    private static final String RELEASE = "delete from leaders where name = $1 and holder = $2";

    private final Pool pool;
    private final Duration lease;
    private final String holder = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    private volatile @Nullable Long heldUntil;

    Leadership(Pool pool, SchedulerSettings settings) {
        this.pool = pool;
        this.lease = settings.lease();
    }

    /** Acquires a free lease or renews its own. Blocks; after a failure, a lease that is held lasts until it expires. */
    void take() {
        var asked = System.nanoTime();
        var taken = pool.preparedQuery(TAKE)
                .execute(Tuple.of(NAME, holder, lease.toMillis() / 1000.0))
                .await()
                .atMost(lease);
        heldUntil = taken.rowCount() == 1 ? asked + lease.toNanos() : null;
    }

    /** Tells whether this instance is the active scheduler. */
    public boolean isHeld() {
        var until = heldUntil;
        return until != null && System.nanoTime() - until < 0;
    }

    /** Releases the lease, so that another instance takes over at once. */
    void release() {
        heldUntil = null;
        pool.preparedQuery(RELEASE).execute(Tuple.of(NAME, holder)).await().atMost(lease);
    }
}
