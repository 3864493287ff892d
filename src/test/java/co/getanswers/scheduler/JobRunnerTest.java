package co.getanswers.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.platform.Job;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class JobRunnerTest {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicInteger steps = new AtomicInteger();

    @Test
    void aRunTakesStepsUntilOneIsNotFull() {
        runs(() -> true, () -> Uni.createFrom().item(steps.incrementAndGet() < 3 ? 1000L : 7L))
                .run();

        assertThat(steps).hasValue(3);
        assertThat(metrics.get("getanswers.job.rows")
                        .tag("job", "a-job")
                        .counter()
                        .count())
                .isEqualTo(2007);
        assertThat(timed("success")).isEqualTo(1);
    }

    @Test
    void whoNoLongerLeadsTakesNoFurtherStep() {
        runs(
                        () -> steps.get() < 2,
                        () -> Uni.createFrom().item(() -> {
                            steps.incrementAndGet();
                            return 1000L;
                        }))
                .run();

        assertThat(steps).hasValue(2);
    }

    @Test
    void whoDoesNotLeadDoesNothing() {
        runs(() -> false, this::step).run();

        assertThat(steps).hasValue(0);
        assertThat(timed("success")).isZero();
    }

    @Test
    void aFailureIsCountedAndTheNextRunGoesOn() {
        var runs = runs(
                () -> true,
                () -> steps.get() == 0
                        ? step().chain(() -> Uni.createFrom().failure(new IllegalStateException("away")))
                        : step());
        runs.run();
        runs.run();

        assertThat(timed("failure")).isEqualTo(1);
        assertThat(timed("success")).isEqualTo(1);
    }

    @Test
    void aStepThatTakesTooLongIsAFailure() {
        runs(() -> true, () -> Uni.createFrom().nothing()).run();

        assertThat(timed("failure")).isEqualTo(1);
    }

    @Test
    void aRunThatFindsAnotherStillRunningLetsItBe() throws Exception {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var runs = runs(
                () -> true,
                () -> Uni.createFrom().item(() -> {
                    begun.countDown();
                    try {
                        end.await();
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                    return (long) steps.incrementAndGet();
                }));
        var first = new Thread(runs);
        first.start();
        begun.await();

        runs.run();
        assertThat(steps).hasValue(0);

        end.countDown();
        first.join();
        assertThat(steps).hasValue(1);
    }

    private Uni<Long> step() {
        return Uni.createFrom().item(() -> (long) steps.incrementAndGet());
    }

    private long timed(String outcome) {
        return metrics.get("getanswers.job.runs")
                .tag("outcome", outcome)
                .timer()
                .count();
    }

    private JobRunner runs(BooleanSupplier mayRun, Supplier<Uni<Long>> step) {
        var job = new Job() {
            @Override
            public String name() {
                return "a-job";
            }

            @Override
            public Duration interval() {
                return Duration.ofSeconds(1);
            }

            @Override
            public Uni<Long> run() {
                return step.get();
            }
        };
        return new JobRunner(job, mayRun, Duration.ofMillis(200), metrics);
    }
}
