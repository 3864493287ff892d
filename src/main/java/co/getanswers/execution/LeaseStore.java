package co.getanswers.execution;

import co.getanswers.action.ExecutionSettings;
import co.getanswers.delivery.ReplyContext;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Which executions this process holds. All times are the database's, for the clocks of workers differ. */
@ApplicationScoped
public class LeaseStore {
    /**
     * A lease that ran out while nothing had been handed over is simply taken again. Of one conversation, what was
     * decided first goes first, and nothing else while it is under way.
     */
    private static final String TAKE = """
            update executions e
            set leased_by = $1, leased_until = now() + make_interval(secs => $2), attempts = e.attempts + 1
            from agent_actions of_e
            where of_e.id = e.action_id and e.id in (
              select x.id
              from executions x
              join agent_actions a on a.id = x.action_id
              where x.status = 'queued' and x.available_at <= now()
                and (x.leased_until is null or x.leased_until < now())
                and not exists (
                  select
                  from agent_actions b
                  join executions y on y.action_id = b.id
                  where b.conversation_id = a.conversation_id and y.id <> x.id
                    and (y.status = 'sending'
                         or y.status = 'queued' and (y.id < x.id or y.leased_until >= now())))
              order by x.available_at, x.id
              limit $3
              for update of x skip locked)
            returning e.id, e.user_id, e.action_id, e.attempts, of_e.action_type""";

    private static final String RENEW = """
            update executions
            set leased_until = now() + make_interval(secs => $2)
            where id = any($3) and leased_by = $1 and status in ('queued', 'sending')""";

    /** Committed before the mail may be accepted; from here on a crash leaves it unknown whether it was. */
    private static final String BEGIN_SENDING = """
            update executions e
            set status = 'sending', leased_until = now() + make_interval(secs => $4)
            from agent_actions a
            where a.id = e.action_id
              and e.id = $1 and e.leased_by = $2 and e.attempts = $3 and e.status = 'queued' and e.leased_until > now()
              and not %s
            returning e.id""".formatted(ReplyContext.MOVED_ON);

    /** Only for what was not handed over. */
    private static final String GIVE_BACK = """
            update executions
            set status = 'queued', leased_by = null, leased_until = null, attempts = attempts - 1
            where id = $1 and leased_by = $2 and attempts = $3 and status in ('queued', 'sending')""";

    private static final String NEXT = """
            select extract(epoch from min(available_at) - now())::float8 as seconds
            from executions
            where status = 'queued' and available_at > now()""";

    private final Pool pool;
    private final ExecutionSettings settings;
    private final String holder = holder();

    LeaseStore(Pool pool, ExecutionSettings settings) {
        this.pool = pool;
        this.settings = settings;
    }

    private static String holder() {
        return "worker-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    }

    Uni<List<Lease>> take(int atMost) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(holder, seconds(), atMost))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Lease::of)
                        .toList());
    }

    Uni<Void> renew(Collection<UUID> held) {
        return pool.preparedQuery(RENEW)
                .execute(Tuple.of(holder, seconds(), held.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /** @return whether the lease still held, and the thread had not moved on */
    Uni<Boolean> beginSending(Lease lease) {
        return pool.preparedQuery(BEGIN_SENDING)
                .execute(Tuple.of(lease.id(), holder, lease.attempt(), seconds()))
                .map(rows -> rows.rowCount() == 1);
    }

    /** The try does not count. */
    Uni<Void> giveBack(Lease lease) {
        return pool.preparedQuery(GIVE_BACK)
                .execute(Tuple.of(lease.id(), holder, lease.attempt()))
                .replaceWithVoid();
    }

    /** How long until the next execution may be begun that waits for its time; empty where none does. */
    Uni<Optional<Duration>> untilNext() {
        return pool.query(NEXT)
                .execute()
                .map(rows -> Optional.ofNullable(rows.iterator().next().getDouble("seconds"))
                        .map(seconds -> Duration.ofMillis((long) (seconds * 1000) + 1)));
    }

    private double seconds() {
        return settings.lease().toMillis() / 1000.0;
    }
}
