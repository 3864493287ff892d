package co.getanswers.scheduler;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the scheduler and of its jobs. */
@ConfigMapping(prefix = "getanswers.scheduler")
public interface SchedulerSettings {
    /** The time without renewal after which another scheduler takes over. */
    @WithDefault("10s")
    Duration lease();

    /** The interval at which the active scheduler renews its lease. */
    @WithDefault("3s")
    Duration renewEvery();

    /** The interval at which the other schedulers try to acquire the lease. */
    @WithDefault("2s")
    Duration tryEvery();

    /** The time after which one step of a job counts as failed. */
    @WithDefault("1m")
    Duration stepTimeout();

    /** The time that a running step has to end when the scheduler stops. */
    @WithDefault("20s")
    Duration shutdownTimeout();

    /** The interval at which expired leases of executions are recovered. */
    @WithDefault("5s")
    Duration staleLeasesEvery();

    /** The interval at which scheduled objectives that are due come back. */
    @WithDefault("30s")
    Duration dueObjectivesEvery();

    /** The interval at which the backlog of executions is measured. */
    @WithDefault("15s")
    Duration backlogEvery();
}
