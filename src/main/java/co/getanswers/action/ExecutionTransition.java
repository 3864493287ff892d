package co.getanswers.action;

import static co.getanswers.action.ExecutionStatus.DONE;
import static co.getanswers.action.ExecutionStatus.FAILED;
import static co.getanswers.action.ExecutionStatus.QUEUED;
import static co.getanswers.action.ExecutionStatus.SENDING;
import static co.getanswers.action.ExecutionStatus.UNKNOWN;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Transitions of an execution between its states; the statements of {@link ExecutionStore} are made from them. An attempt that
 * ends otherwise than by success becomes {@code UNKNOWN} if its mail was proved to be sent meanwhile.
 */
public enum ExecutionTransition {
    /** The decision commits. A kept draft that the person decides is queued again. */
    ENQUEUE(QUEUED, DONE),
    /** The person withdraws the decision within the undo window. */
    WITHDRAW(null, QUEUED),
    /** The person rejects a draft that was kept. */
    DISCARD(null, DONE),
    /** A worker takes the execution for a while. */
    LEASE(QUEUED, QUEUED),
    /** The mail server may accept the mail from here on. */
    BEGIN_SENDING(SENDING, QUEUED),
    /** The result is known, even if the lease was given up as lost meanwhile. */
    COMPLETE(DONE, QUEUED, SENDING, UNKNOWN),
    /** The attempt failed for a reason that may pass. */
    RETRY_LATER(QUEUED, QUEUED, SENDING),
    /** The attempt failed for good. */
    FAIL(FAILED, QUEUED, SENDING),
    /** The mail server did not answer after the mail was handed over. */
    MARK_UNKNOWN(UNKNOWN, QUEUED, SENDING),
    /** The worker stops, or the database is unavailable, before anything was handed over. */
    RELEASE(QUEUED, QUEUED, SENDING),
    /** New mail came into the conversation after the decision. */
    RETURN_TO_REVIEW(null, QUEUED),
    /** The address of the account is proved for the first time: somebody else may have decided. */
    STOP_UNPROVED(null, QUEUED, FAILED),
    /** The address of the account is proved, and its owner keeps what was decided before. */
    RESUME_PROVED(QUEUED, QUEUED),
    /** Mail or the provider proves that it was sent. */
    PROVE_SENT(DONE, UNKNOWN),
    /** A server's report proves that it reached nobody. */
    PROVE_BOUNCED(FAILED, UNKNOWN),
    /** The provider proves that it was not sent, and can't be any more. */
    PROVE_UNSENT(QUEUED, UNKNOWN),
    /** The person asks for another attempt. */
    REQUEUE(QUEUED, FAILED, UNKNOWN),
    /** The lease of a dead worker expired before anything was handed over. */
    RECOVER(QUEUED, QUEUED),
    /** The lease of a dead worker expired while it was sending. */
    RECOVER_SENDING(UNKNOWN, SENDING);

    private final @Nullable ExecutionStatus to;
    private final Set<ExecutionStatus> from;

    ExecutionTransition(@Nullable ExecutionStatus to, ExecutionStatus... from) {
        this.to = to;
        this.from = EnumSet.copyOf(Arrays.asList(from));
    }

    /** The state afterwards; empty when the execution is removed. */
    public Optional<ExecutionStatus> to() {
        return Optional.ofNullable(to);
    }

    /** The states that allow the transition. An execution is also enqueued out of nothing. */
    public Set<ExecutionStatus> from() {
        return from;
    }

    /** Puts the states as literals into a statement, for {@code {to}} and {@code {from}}. */
    String in(String sql) {
        return sql.replace("{to}", to == null ? "" : literal(to))
                .replace(
                        "{from}",
                        from.stream().map(ExecutionTransition::literal).collect(Collectors.joining(", ")));
    }

    private static String literal(ExecutionStatus status) {
        return "'" + status.value() + "'";
    }
}
