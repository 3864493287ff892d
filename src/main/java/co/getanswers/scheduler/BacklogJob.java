package co.getanswers.scheduler;

import co.getanswers.platform.Job;
import co.getanswers.platform.database.LongStatements;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/** Measures the backlog of executions. Only the active scheduler reports it: the figures of the others are stale. */
@ApplicationScoped
public class BacklogJob implements Job {
    private static final String LOOK = """
            select greatest(0, extract(epoch from now() - (
                     select min(available_at)
                     from executions
                     where status = 'queued'
                   ))::double precision) as waiting,
                   (select count(*) from executions where status = 'unknown') as unknown""";

    private final LongStatements database;
    private final Duration interval;
    private final Leadership leadership;
    private volatile Seen seen = new Seen(Double.NaN, Double.NaN);

    /**
     * @param waiting seconds for which the longest due execution has been due
     * @param unknown number of executions whose mail server did not answer
     */
    private record Seen(double waiting, double unknown) {}

    BacklogJob(LongStatements database, SchedulerSettings settings, Leadership leadership, MeterRegistry metrics) {
        this.database = database;
        this.interval = settings.backlogEvery();
        this.leadership = leadership;
        Gauge.builder("getanswers.executions.waiting", this, backlog -> backlog.now(Seen::waiting))
                .description("Time for which the longest due execution has been due")
                .baseUnit("seconds")
                .register(metrics);
        Gauge.builder("getanswers.executions.unknown", this, backlog -> backlog.now(Seen::unknown))
                .description("Executions whose mail may or may not have been sent")
                .register(metrics);
    }

    private double now(ToDoubleFunction<Seen> value) {
        return leadership.isHeld() ? value.applyAsDouble(seen) : Double.NaN;
    }

    @Override
    public String name() {
        return "backlog";
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public Uni<Long> run() {
        return database.run(connection -> connection.query(LOOK).execute())
                .map(rows -> rows.iterator().next())
                .invoke(row -> seen = new Seen(row.getDouble("waiting"), row.getLong("unknown")))
                .replaceWith(0L);
    }
}
