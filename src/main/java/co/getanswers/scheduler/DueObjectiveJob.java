package co.getanswers.scheduler;

import co.getanswers.account.Counter;
import co.getanswers.account.CounterChange;
import co.getanswers.account.UserCounters;
import co.getanswers.platform.Job;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;

/** Brings scheduled objectives back to their people when they are due. */
@ApplicationScoped
public class DueObjectiveJob implements Job {
    private static final String WHOSE = """
            select distinct user_id
            from (
              select user_id
              from objectives
              where due_at <= now() and status = 'scheduled'
              order by due_at
              limit %d
            ) due""".formatted(BATCH);

    private static final String COME_BACK = """
            update objectives
            set status = 'waiting_on_you', due_at = null, updated_at = now()
            where user_id = $1 and due_at <= now() and status = 'scheduled'""";

    private final Pool pool;
    private final Duration interval;

    DueObjectiveJob(Pool pool, SchedulerSettings settings) {
        this.pool = pool;
        this.interval = settings.dueObjectivesEvery();
    }

    @Override
    public String name() {
        return "due-objectives";
    }

    @Override
    public Duration interval() {
        return interval;
    }

    /** One person's that can't be brought back hold up nobody else's; they fail the step in the end. */
    @Override
    public Uni<Long> run() {
        return pool.query(WHOSE)
                .execute()
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .onItem()
                .transformToUni(row -> comeBack(row.getUUID("user_id")))
                .collectFailures()
                .concatenate()
                .collect()
                .with(Collectors.summingLong(Long::longValue));
    }

    private Uni<Long> comeBack(UUID userId) {
        return pool.withTransaction(transaction -> UserCounters.lock(transaction, userId)
                .chain(() -> transaction.preparedQuery(COME_BACK).execute(Tuple.of(userId)))
                .map(rows -> rows.rowCount())
                .call(count -> count(transaction, userId, count))
                .map(Integer::longValue));
    }

    private static Uni<Void> count(SqlClient transaction, UUID userId, int moved) {
        return new CounterChange()
                .add(Counter.SCHEDULED, -moved)
                .add(Counter.WAITING_ON_YOU, moved)
                .apply(transaction, userId);
    }
}
