package co.getanswers.mailbox;

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

    /** A state that only the person can change. */
    static Retreat needsAttention(LeasedAccount account, String reason) {
        return new Retreat(Duration.ZERO, account.failures(), account.refusals(), AccountState.NEEDS_ATTENTION, reason);
    }
}
