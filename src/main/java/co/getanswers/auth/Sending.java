package co.getanswers.auth;

import co.getanswers.account.SendingLimit;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The limits of sending and how much is left of them, as the user sees them. */
public record Sending(
        @Schema(description = "Whether a mailed link has proved the address; until then nothing is sent")
        boolean addressProved,

        @Schema(description = "The most mails in an hour; further replies wait", examples = "60")
        int perHour,

        @Schema(examples = "58") int leftThisHour,

        @Schema(description = "The time from which on as many may be sent again")
        Instant nextHour,

        @Schema(description = "The reason why a reply would wait now; null if it would be sent", nullable = true)
        @Nullable String waitReason) {
    static Sending of(SendingLimit limit) {
        return new Sending(
                limit.proven(),
                limit.perHour(),
                limit.left(),
                limit.nextHour(),
                limit.hold().map(SendingLimit.Hold::reason).orElse(null));
    }
}
