package co.getanswers.scheduler;

import co.getanswers.action.ExecutionStore;
import co.getanswers.platform.Job;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Ends the leases that no worker renews any more. There are as many as dead workers had in hand, which is few. */
@ApplicationScoped
public class LeaseRecoveryJob implements Job {
    private final ExecutionStore executions;
    private final MeterRegistry metrics;
    private final Duration interval;

    LeaseRecoveryJob(ExecutionStore executions, SchedulerSettings settings, MeterRegistry metrics) {
        this.executions = executions;
        this.metrics = metrics;
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
        return executions.recover().map(recovered -> recovered.count(metrics).number());
    }
}
