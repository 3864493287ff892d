package co.getanswers.scheduler;

import co.getanswers.account.Counter;
import co.getanswers.account.MailboxTransaction;
import co.getanswers.platform.Failure;
import co.getanswers.platform.Job;
import co.getanswers.platform.database.LongStatements;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;

/** Brings scheduled objectives back to their users when they are due. */
@ApplicationScoped
public class DueObjectiveJob implements Job {
    private static final String DUE_USERS = """
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

    private final LongStatements database;
    private final MailboxTransaction mailboxes;
    private final Duration interval;

    DueObjectiveJob(LongStatements database, MailboxTransaction mailboxes, SchedulerSettings settings) {
        this.database = database;
        this.mailboxes = mailboxes;
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

    /** Brings the objectives back user by user: a failure holds up nobody else, and fails the step in the end. */
    @Override
    public Uni<Long> run() {
        return database.run(connection -> connection.query(DUE_USERS).execute())
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
        return mailboxes
                .run(
                        userId,
                        mailbox -> mailbox.client()
                                .preparedQuery(COME_BACK)
                                .execute(Tuple.of(userId))
                                .map(SqlResult::rowCount)
                                .invoke(moved -> mailbox.counters()
                                        .add(Counter.SCHEDULED, -moved)
                                        .add(Counter.WAITING_ON_YOU, moved))
                                .map(Integer::longValue))
                // The account was deleted meanwhile, and its objectives with it.
                .onFailure(Failure.Unauthenticated.class)
                .recoverWithItem(0L);
    }
}
