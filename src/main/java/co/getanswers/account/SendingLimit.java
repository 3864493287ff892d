package co.getanswers.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The permission of an account to send: a proven address, and fewer mails in this hour than the limit.
 *
 * @param proven whether a mailed link has proved the address, or none has to
 * @param perHour the most mails in an hour
 * @param left the mails that may still be sent in this hour
 * @param nextHour the time from which as many may be sent again
 * @param now the database's time of the answer
 */
public record SendingLimit(boolean proven, int perHour, int left, Instant nextHour, Instant now) {
    private static final String UNPROVED = "Nobody has proved that this account's address is theirs, so nothing is sent"
            + " from it. Sign in by a link that is mailed to it: replies wait until then.";

    private static final String USED_UP =
            "This account has sent as many mails as it may in an hour: replies wait for the next hour.";

    /** The interval of attempts before the proof, which brings the replies forward. */
    private static final Duration UNPROVED_WAIT = Duration.ofDays(1);

    /** A reason for the person why a reply waits, and the time until another attempt is of use. */
    public record Hold(String reason, Duration pause) {}

    /** The reason why a reply waits now; empty if it may be sent. */
    public Optional<Hold> hold() {
        if (!proven) {
            return Optional.of(new Hold(UNPROVED, UNPROVED_WAIT));
        }
        return left > 0 ? Optional.empty() : Optional.of(new Hold(USED_UP, Duration.between(now, nextHour)));
    }
}
