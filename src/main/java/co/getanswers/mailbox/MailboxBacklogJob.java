package co.getanswers.mailbox;

import co.getanswers.platform.EnumValue;
import co.getanswers.platform.Job;
import co.getanswers.platform.database.LongStatements;
import co.getanswers.scheduler.Leadership;
import co.getanswers.scheduler.SchedulerSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Counts the mailboxes by provider and state, and those that are late. Only the active scheduler reports it. */
@ApplicationScoped
public class MailboxBacklogJob implements Job {
    /** Longer than a mailbox without news is left alone. */
    private static final Duration LATE = Duration.ofMinutes(30);

    /** A mailbox that still fetches earlier mail is not late, nor one that is left alone. */
    private static final String LOOK = """
            select provider, state, count(*) as accounts, coalesce(sum(messages_done), 0) as messages,
                   count(*) filter (where late.seconds > %d) as late,
                   coalesce(max(late.seconds), 0) as seconds
            from mail_accounts
            cross join lateral (
              select case when state in ('connecting', 'live')
                          then extract(epoch from now() - coalesce(last_success_at, created_at))::float8
                     end as seconds
            ) as late
            group by provider, state""".formatted(LATE.toSeconds());

    private final LongStatements database;
    private final Duration interval;
    private final Leadership leadership;
    private volatile Map<Group, Seen> seen = Map.of();

    private record Group(MailProvider provider, AccountState state) {}

    private record Seen(long accounts, long messages, long late, double seconds) {
        static final Seen NONE = new Seen(0, 0, 0, 0);
    }

    MailboxBacklogJob(
            LongStatements database, SchedulerSettings settings, Leadership leadership, MeterRegistry metrics) {
        this.database = database;
        this.interval = settings.backlogEvery();
        this.leadership = leadership;
        for (var provider : MailProvider.values()) {
            for (var state : AccountState.values()) {
                var group = new Group(provider, state);
                gauge("getanswers.mailbox.accounts", "Connected mailboxes", group, Seen::accounts, metrics);
                gauge("getanswers.mailbox.messages", "Messages read from them", group, Seen::messages, metrics);
            }
        }
        Gauge.builder("getanswers.mailbox.late", this, job -> job.now(all -> sum(all, Seen::late)))
                .description("Mailboxes whose last success is more than half an hour ago")
                .register(metrics);
        Gauge.builder("getanswers.mailbox.lag", this, job -> job.now(MailboxBacklogJob::lag))
                .description("Time since the last success of the mailbox that waits the longest")
                .baseUnit("seconds")
                .register(metrics);
    }

    private void gauge(
            String name, String description, Group group, ToLongFunction<Seen> value, MeterRegistry metrics) {
        Gauge.builder(name, this, job -> job.now(all -> value.applyAsLong(all.getOrDefault(group, Seen.NONE))))
                .description(description)
                .tag("provider", group.provider.value())
                .tag("state", group.state.value())
                .register(metrics);
    }

    private double now(ToDoubleFunction<Map<Group, Seen>> value) {
        return leadership.isHeld() ? value.applyAsDouble(seen) : Double.NaN;
    }

    private static double sum(Map<Group, Seen> all, ToLongFunction<Seen> value) {
        return all.values().stream().mapToLong(value).sum();
    }

    private static double lag(Map<Group, Seen> all) {
        return all.values().stream().mapToDouble(Seen::seconds).max().orElse(0);
    }

    @Override
    public String name() {
        return "mailbox-backlog";
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public Uni<Long> run() {
        return database.run(connection -> connection.query(LOOK).execute())
                .invoke(rows -> seen = groups(rows))
                .replaceWith(0L);
    }

    private static Map<Group, Seen> groups(RowSet<Row> rows) {
        var groups = new HashMap<Group, Seen>();
        for (var row : rows) {
            groups.put(
                    new Group(
                            EnumValue.parse(MailProvider.class, row.getString("provider")),
                            EnumValue.parse(AccountState.class, row.getString("state"))),
                    new Seen(
                            row.getLong("accounts"),
                            row.getLong("messages"),
                            row.getLong("late"),
                            row.getDouble("seconds")));
        }
        return groups;
    }
}
