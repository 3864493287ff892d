package co.getanswers.execution;

import co.getanswers.action.Outbox;
import co.getanswers.platform.Job;
import co.getanswers.scheduler.SchedulerSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Ends the leases that nobody renews any more. As many can be stale as workers had in hand, which is few. */
@ApplicationScoped
public class LeaseRecoveryJob implements Job {
    /**
     * What was not handed over can safely be taken again, and the workers hear of it; of what was being sent nobody knows.
     * One statement: a scheduler that freezes leaves no transaction open.
     */
    private static final String RECOVER = """
            with recovered as (
              update executions
              set status = case status when 'sending' then 'unknown' else status end,
                  last_error = case status when 'sending' then $1 else last_error end,
                  finished_at = case status when 'sending' then now() else finished_at end,
                  leased_by = null, leased_until = null
              where leased_until < now() and status in ('queued', 'sending')
              returning 1
            )
            select (select count(*) from recovered) as recovered,
                   case when exists (select from recovered) then (%s) end as announced""".formatted(Outbox.ANNOUNCE);

    private static final String LOST =
            "The worker that was sending this stopped before the mail server had answered: nobody knows whether the mail"
                    + " went out. Look whether it arrived; if it did not, try again.";

    private final Pool pool;
    private final Duration interval;

    LeaseRecoveryJob(Pool pool, SchedulerSettings settings) {
        this.pool = pool;
        this.interval = settings.staleLeasesEvery();
    }

    @Override
    public String name() {
        return "stale-leases";
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public Uni<Long> run() {
        return pool.preparedQuery(RECOVER)
                .execute(Tuple.of(LOST))
                .map(rows -> rows.iterator().next().getLong("recovered"));
    }
}
