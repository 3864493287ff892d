package co.getanswers.mailbox;

import co.getanswers.mailbox.gmail.GmailFailure;
import co.getanswers.platform.Backoff;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The state of an account after an attempt that failed, and the pause before the next one.
 *
 * @param failures the attempts in a row that found no server
 * @param refusals the attempts in a row whose login was refused
 */
record Retreat(
        Duration pause,
        int failures,
        int refusals,
        AccountState state,
        @Nullable String reason) {
    /** The refused logins after which the person has to look: servers lock out programs that go on. */
    private static final int MOST_REFUSALS = 2;

    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(1);

    /** @param random from 0 to 1 */
    static Retreat unreachable(LeasedAccount account, String reason, double random) {
        var failures = account.failures() + 1;
        return new Retreat(
                Backoff.after(failures, FIRST, LONGEST, random),
                failures,
                account.refusals(),
                AccountState.CONNECTING,
                reason);
    }

    /** @param random from 0 to 1 */
    static Retreat refused(LeasedAccount account, String reason, double random) {
        var refusals = account.refusals() + 1;
        return new Retreat(
                Backoff.after(1, AFTER_REFUSAL, LONGEST, random),
                0,
                refusals,
                refusals < MOST_REFUSALS ? AccountState.CONNECTING : AccountState.NEEDS_ATTENTION,
                reason);
    }

    /**
     * Waits as long as Gmail asks, and no shorter than after other failures; a permission that is lost waits for the person.
     *
     * @param random from 0 to 1
     */
    static Retreat gmail(LeasedAccount account, GmailFailure failure, double random) {
        if (failure.kind() == GmailFailure.Kind.PERMISSION_LOST) {
            return needsAttention(account, failure.getMessage());
        }
        var retreat = unreachable(account, failure.getMessage(), random);
        // Mailboxes that were told to wait together do not come back together.
        var asked = failure.retryAfter()
                .plusMillis((long) (random * failure.retryAfter().toMillis() / 4));
        return new Retreat(
                asked.compareTo(retreat.pause) > 0 ? asked : retreat.pause,
                retreat.failures,
                retreat.refusals,
                retreat.state,
                retreat.reason);
    }

    /** A state that only the person can change. */
    static Retreat needsAttention(LeasedAccount account, String reason) {
        return new Retreat(Duration.ZERO, account.failures(), account.refusals(), AccountState.NEEDS_ATTENTION, reason);
    }
}
