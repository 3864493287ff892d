package co.getanswers.scheduler;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How of several schedulers one is at work, and how often. */
@ConfigMapping(prefix = "getanswers.scheduler")
public interface SchedulerSettings {
    /** After how long without a sign of life another scheduler takes over. */
    @WithDefault("10s")
    Duration lease();

    /** How often the active scheduler gives one. */
    @WithDefault("3s")
    Duration renewEvery();

    /** How often the others look for one. */
    @WithDefault("2s")
    Duration tryEvery();

    /** How long one step of a job may take before it counts as failed. */
    @WithDefault("1m")
    Duration stepTimeout();

    /** How long a step that runs may take to end when the scheduler is told to stop. */
    @WithDefault("20s")
    Duration shutdownTimeout();

    /** How often what a worker left behind is looked for. */
    @WithDefault("5s")
    Duration staleLeasesEvery();

    /** How often scheduled objectives that are due come back. */
    @WithDefault("30s")
    Duration dueObjectivesEvery();

    /** How often it is measured what waits to be carried out. */
    @WithDefault("15s")
    Duration backlogEvery();
}
