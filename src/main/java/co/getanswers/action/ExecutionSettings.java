package co.getanswers.action;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the execution of decided actions. */
@ConfigMapping(prefix = "getanswers.execution")
public interface ExecutionSettings {
    /** The time during which a decision can be withdrawn; nothing is executed before it is over. */
    @WithDefault("10s")
    Duration undoWindow();

    /** The number of executions that one worker runs at the same time. */
    @WithDefault("4")
    int concurrency();

    /** The time after which a lease that its worker no longer renews expires. */
    @WithDefault("30s")
    Duration lease();

    /** The interval at which a worker polls for executions that no notification announced. */
    @WithDefault("5s")
    Duration pollInterval();

    /** The number of attempts after which a temporary failure counts as permanent. */
    @WithDefault("12")
    int maxAttempts();

    /** The first pause between two attempts; each further one doubles. */
    @WithDefault("30s")
    Duration retryDelay();

    /** The longest pause between two attempts. */
    @WithDefault("1h")
    Duration maxRetryDelay();

    /** The time after which a scheduled objective without a due date comes back. */
    @WithDefault("7d")
    Duration scheduleFor();

    /** The time in which one person gets at most one automatic answer. */
    @WithDefault("7d")
    Duration answerInterval();

    /** The time that executions in flight have to end when the worker stops; the rest is released. */
    @WithDefault("20s")
    Duration shutdownTimeout();
}
