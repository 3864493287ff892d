package co.getanswers.intake;

import co.getanswers.platform.EnumValue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of ingesting one message.
 *
 * @param number as in {@link RawMail}
 * @param messageId the id of the stored message; absent if the message was refused
 * @param reason the reason for a refusal, for a person
 */
public record IngestOutcome(
        long number,
        Kind kind,
        @Nullable UUID messageId,
        @Nullable String reason) {

    public enum Kind {
        IMPORTED,
        DUPLICATE,
        REFUSED;

        /** The value of the metric's tag. */
        String value() {
            return EnumValue.of(this);
        }
    }

    static IngestOutcome imported(long number, UUID messageId) {
        return new IngestOutcome(number, Kind.IMPORTED, messageId, null);
    }

    static IngestOutcome duplicate(long number, UUID messageId) {
        return new IngestOutcome(number, Kind.DUPLICATE, messageId, null);
    }

    static IngestOutcome refused(long number, String reason) {
        return new IngestOutcome(number, Kind.REFUSED, null, reason);
    }
}
