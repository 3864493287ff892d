package co.getanswers.execution;

import co.getanswers.action.ExecutionSettings;
import co.getanswers.action.ExecutionStore;
import co.getanswers.action.Lease;
import co.getanswers.delivery.AccountTransports;
import co.getanswers.delivery.DeliveryFailure;
import co.getanswers.delivery.Reply;
import co.getanswers.delivery.ReplyContext;
import co.getanswers.delivery.SendGate;
import co.getanswers.delivery.Transport;
import co.getanswers.platform.Backoff;
import co.getanswers.triage.ActionType;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Runs one execution from its lease to its result, on a thread that may block. */
@ApplicationScoped
class ExecutionRunner {
    private static final Logger LOG = Logger.getLogger(ExecutionRunner.class);

    /** The longest wait while nothing can be sent: after a correction the process is new, and the row waits still. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final Pool pool;
    private final ExecutionStore executions;
    private final Transport transport;
    private final AccountTransports accounts;
    private final ExecutionSettings settings;
    private final MeterRegistry metrics;

    ExecutionRunner(
            Pool pool,
            ExecutionStore executions,
            Transport transport,
            AccountTransports accounts,
            ExecutionSettings settings,
            MeterRegistry metrics) {
        this.pool = pool;
        this.executions = executions;
        this.transport = transport;
        this.accounts = accounts;
        this.settings = settings;
        this.metrics = metrics;
    }

    Attempt attempt(Lease lease, DatabaseRetry database) {
        return new Attempt(lease, database);
    }

    /** One attempt at an execution, and the gate that stops it. */
    final class Attempt implements Runnable {
        private final Lease lease;
        private final DatabaseRetry database;
        private final SendGate gate;

        private Attempt(Lease lease, DatabaseRetry database) {
            this.lease = lease;
            this.database = database;
            this.gate = new SendGate(() -> DatabaseRetry.once(executions.beginSending(lease)));
        }

        Lease lease() {
            return lease;
        }

        /** Ends the attempt now; an execution of which nothing was handed over is released. */
        void stop() {
            gate.stop();
        }

        @Override
        public void run() {
            var began = Timer.start(metrics);
            var result = "interrupted";
            try {
                result = execute();
            } catch (SendGate.Closed notSent) {
                release();
            } catch (RuntimeException failed) {
                if (DatabaseRetry.isUnavailable(failed)) {
                    LOG.warnf("The execution %s was interrupted: %s", lease.id(), failed);
                } else {
                    LOG.errorf(failed, "The execution %s was interrupted", lease.id());
                }
                result = interrupted(failed);
            } finally {
                began.stop(metrics.timer(
                        "getanswers.executions", "action", lease.type().value(), "result", result));
            }
        }

        /** A fault of this program is retried with pauses and a limit, so that it never holds up its conversation for good. */
        private String interrupted(RuntimeException failed) {
            try {
                if (gate.isBegun()) {
                    return markUnknown(
                            "The worker failed while the mail server was taking the mail: nobody knows whether it"
                                    + " went out. Look whether it arrived; if it did not, try again.");
                }
                if (gate.isStopped() || DatabaseRetry.isUnavailable(failed)) {
                    release();
                    return "interrupted";
                }
                return retryLaterOrFail("The service failed; its log has the cause.");
            } catch (RuntimeException unrecorded) {
                LOG.errorf(unrecorded, "The execution %s stays leased until its lease expires", lease.id());
                return "interrupted";
            }
        }

        private String execute() {
            return switch (lease.effect()) {
                case SENDS_REPLY -> sendReply();
                case KEEPS_DRAFT -> complete("Kept ready as a draft; nothing was sent. Approve it to send it.");
                case CHANGES_OBJECTIVE ->
                    complete(
                            switch (lease.type()) {
                                case FILE -> "Filed.";
                                case SCHEDULE -> "Scheduled.";
                                case TRIAGE, DRAFT, SEND -> "Settled.";
                            });
            };
        }

        private String complete(String outcome) {
            database.retry(() -> executions.complete(
                    lease,
                    outcome,
                    null,
                    mailbox -> lease.type() == ActionType.FILE
                            ? FiledMail.enqueue(mailbox, lease, executions)
                            : Uni.createFrom().voidItem()));
            return "done";
        }

        private String sendReply() {
            var context = database.retry(() -> ReplyContext.read(pool, lease.userId(), lease.actionId()));
            if (context == null) {
                return "gone";
            }
            if (context.movedOn()) {
                database.retry(() -> executions.returnToReview(lease));
                return "returned";
            }
            if (database.retry(() -> executions.returnIfAnswered(lease))) {
                return "returned";
            }
            if (database.retry(() -> executions.waitIfHeld(lease))) {
                return "held";
            }
            Reply reply;
            try {
                reply = Reply.compose(context, context.readAt());
            } catch (Reply.Unanswerable unanswerable) {
                return fail(unanswerable.getMessage());
            }
            String providerId;
            SentReply.Copy copy;
            try {
                copy = SentReply.Copy.of(reply, context.account());
                providerId = transport(context).send(reply, gate);
            } catch (DeliveryFailure failure) {
                return notDelivered(failure);
            }
            try {
                var outcome = SentReply.outcome(reply);
                var sent = new SentReply(lease, context.conversationId(), reply, copy);
                database.retry(() -> executions.complete(lease, outcome, providerId, sent::store));
                return "done";
            } catch (RuntimeException unrecorded) {
                // Its lease expires, and the execution becomes unknown: it is not attempted again.
                LOG.errorf(unrecorded, "The execution %s sent its mail, and that could not be recorded", lease.id());
                return "unrecorded";
            }
        }

        /** The server of the mailbox that the answered message came to, else the service's own. */
        private Transport transport(ReplyContext context) throws DeliveryFailure {
            var account = context.account();
            return account == null ? transport : accounts.of(lease.userId(), account.id());
        }

        private String notDelivered(DeliveryFailure failure) {
            if (failure.kind() != DeliveryFailure.Kind.UNCERTAIN && gate.isStopped()) {
                release();
                return "released";
            }
            if (failure.kind() != DeliveryFailure.Kind.REFUSED_SERVICE) {
                LOG.warnf("The execution %s, attempt %d: %s", lease.id(), lease.attempt(), failure.getMessage());
            }
            return switch (failure.kind()) {
                case UNCERTAIN -> markUnknown(failure.getMessage());
                case PERMANENT -> fail(failure.getMessage());
                case TEMPORARY -> retryLaterOrFail(failure.getMessage());
                // It never fails for this: no reply is at fault.
                case REFUSED_SERVICE -> waitForService(failure);
            };
        }

        /** After a person's retry, an execution that has used its attempts up has as many again. */
        private String retryLaterOrFail(String reason) {
            var max = settings.maxAttempts();
            var used = (lease.tries() - 1) % max + 1;
            return used < max
                    ? retryLater(reason, used)
                    : fail(reason + " Given up after " + lease.tries() + " tries.");
        }

        private String waitForService(DeliveryFailure failure) {
            var wait = failure.pause().compareTo(LONGEST_WAIT) < 0 ? failure.pause() : LONGEST_WAIT;
            database.retry(() -> executions.pause(lease, failure.getMessage(), wait));
            return "paused";
        }

        /** Never releases the execution: its mail may have been accepted, so another attempt could send it twice. */
        private String markUnknown(String reason) {
            try {
                database.retry(() -> executions.markUnknown(lease, reason));
                return "unknown";
            } catch (RuntimeException unrecorded) {
                // Its lease expires, and the execution becomes unknown: it is not attempted again.
                LOG.errorf(
                        unrecorded, "The execution %s may have sent its mail, which could not be recorded", lease.id());
                return "unrecorded";
            }
        }

        private String retryLater(String reason, int used) {
            database.retry(() -> executions.retryLater(lease, reason, pause(used)));
            return "retried";
        }

        private String fail(String reason) {
            database.retry(() -> executions.fail(lease, reason));
            return "failed";
        }

        private Duration pause(int used) {
            return Backoff.after(
                    used,
                    settings.retryDelay(),
                    settings.maxRetryDelay(),
                    ThreadLocalRandom.current().nextDouble());
        }

        private void release() {
            try {
                database.retry(() -> executions.release(lease));
            } catch (RuntimeException unavailable) {
                LOG.debugf(unavailable, "The execution %s stays leased until its lease expires", lease.id());
            }
        }
    }
}
