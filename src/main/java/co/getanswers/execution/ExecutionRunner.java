package co.getanswers.execution;

import co.getanswers.action.ExecutionSettings;
import co.getanswers.delivery.DeliveryFailure;
import co.getanswers.delivery.Reply;
import co.getanswers.delivery.SendGate;
import co.getanswers.delivery.Transport;
import co.getanswers.platform.Backoff;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Carries out one execution from its lease to its result, on a thread that may block. */
@ApplicationScoped
class ExecutionRunner {
    private static final Logger LOG = Logger.getLogger(ExecutionRunner.class);

    private final LeaseStore leases;
    private final ExecutionStore results;
    private final Transport transport;
    private final ExecutionSettings settings;
    private final MeterRegistry metrics;

    ExecutionRunner(
            LeaseStore leases,
            ExecutionStore results,
            Transport transport,
            ExecutionSettings settings,
            MeterRegistry metrics) {
        this.leases = leases;
        this.results = results;
        this.transport = transport;
        this.settings = settings;
        this.metrics = metrics;
    }

    Attempt attempt(Lease lease, DatabaseRetry retry) {
        return new Attempt(lease, retry);
    }

    /** What is to be done for one lease, and what stops it. */
    final class Attempt implements Runnable {
        private final Lease lease;
        private final DatabaseRetry retry;
        private final SendGate gate;

        private Attempt(Lease lease, DatabaseRetry retry) {
            this.lease = lease;
            this.retry = retry;
            this.gate = new SendGate(() -> DatabaseRetry.once(leases.beginSending(lease)));
        }

        Lease lease() {
            return lease;
        }

        /** Ends it now; what was not handed over is given back. */
        void stop() {
            gate.stop();
        }

        @Override
        public void run() {
            var began = Timer.start(metrics);
            var result = "interrupted";
            try {
                result = carryOut();
            } catch (SendGate.NotOurs notSent) {
                giveBack();
            } catch (RuntimeException failed) {
                // The database, or a fault of ours; nothing has been handed over.
                LOG.errorf(failed, "The execution %s was interrupted", lease.id());
                giveBack();
            } finally {
                began.stop(metrics.timer(
                        "getanswers.executions", "action", lease.type().value(), "result", result));
            }
        }

        private String carryOut() {
            return switch (lease.type()) {
                case SEND, DRAFT -> mail();
                case FILE -> settle("Filed.");
                case SCHEDULE -> settle("Scheduled.");
                case TRIAGE -> settle("Settled.");
            };
        }

        private String settle(String outcome) {
            retry.until(() -> results.settled(lease, outcome));
            return "done";
        }

        private String mail() {
            var context = retry.until(() -> results.context(lease));
            if (context == null) {
                return "gone";
            }
            if (context.movedOn()) {
                retry.until(() -> results.returned(lease, context));
                return "returned";
            }
            Reply reply;
            try {
                reply = Reply.compose(context, Instant.now());
            } catch (Reply.Unanswerable unanswerable) {
                return fail(unanswerable.getMessage());
            }
            String providerId;
            try {
                providerId = transport.send(reply, gate);
            } catch (DeliveryFailure failure) {
                return notDelivered(failure);
            }
            try {
                retry.until(() -> results.sent(lease, context, reply, providerId));
                return "done";
            } catch (RuntimeException unrecorded) {
                // Its lease runs out, and then it is unknown what became of it: it is not tried again.
                LOG.errorf(unrecorded, "The execution %s was carried out, and that could not be recorded", lease.id());
                return "unrecorded";
            }
        }

        private String notDelivered(DeliveryFailure failure) {
            if (failure.kind() != DeliveryFailure.Kind.UNCERTAIN && gate.isStopped()) {
                giveBack();
                return "given back";
            }
            LOG.warnf("The execution %s, try %d: %s", lease.id(), lease.attempt(), failure.getMessage());
            return switch (failure.kind()) {
                case UNCERTAIN -> {
                    retry.until(() -> results.unknown(lease, failure.getMessage()));
                    yield "unknown";
                }
                case PERMANENT -> fail(failure.getMessage());
                case TEMPORARY ->
                    lease.attempt() < settings.maxAttempts()
                            ? retry(failure.getMessage())
                            : fail(failure.getMessage() + " Given up after " + lease.attempt() + " tries.");
            };
        }

        private String retry(String why) {
            retry.until(() -> results.again(lease, why, pause()));
            return "retried";
        }

        private String fail(String why) {
            retry.until(() -> results.failed(lease, why));
            return "failed";
        }

        private Duration pause() {
            return Backoff.after(
                    lease.attempt(),
                    settings.retryDelay(),
                    settings.maxRetryDelay(),
                    ThreadLocalRandom.current().nextDouble());
        }

        private void giveBack() {
            try {
                retry.until(() -> leases.giveBack(lease));
            } catch (RuntimeException away) {
                LOG.debugf(away, "The execution %s stays leased until its time is over", lease.id());
            }
        }
    }
}
