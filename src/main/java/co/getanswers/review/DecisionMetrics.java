package co.getanswers.review;

import co.getanswers.action.ActionStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** Metrics of decisions: their number by outcome, and the time that cards waited. */
@ApplicationScoped
class DecisionMetrics {
    private final MeterRegistry registry;
    private final Timer latency;

    DecisionMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.latency = Timer.builder("getanswers.decision.latency")
                .description("Time from the proposal to the person's decision")
                .register(registry);
    }

    void decided(ActionStatus outcome, Instant proposedAt, Instant decidedAt) {
        registry.counter("getanswers.cards.decided", "outcome", outcome.value()).increment();
        latency.record(Duration.between(proposedAt, decidedAt));
    }

    void withdrawn(ActionStatus outcome) {
        registry.counter("getanswers.decisions.withdrawn", "outcome", outcome.value())
                .increment();
    }
}
