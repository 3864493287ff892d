package co.getanswers.intake;

import co.getanswers.platform.EnumValue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of ingesting one message.
 *
 * @param number as in {@link RawMail}
 * @param messageId the id of the stored message; absent if the message was refused
 * @param reason the reason for a refusal, or a remark on an imported message, for a person
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

    /** @param usedId the Message-ID that another mail was stored under */
    static IngestOutcome keptBeside(long number, UUID messageId, String usedId) {
        return new IngestOutcome(
                number, Kind.IMPORTED, messageId, "Another mail has its Message-ID, <" + usedId + ">; both are kept.");
    }

    /** Tells whether another mail has the same Message-ID. */
    boolean isKeptBeside() {
        return kind == Kind.IMPORTED && reason != null;
    }

    static IngestOutcome duplicate(long number, UUID messageId) {
        return new IngestOutcome(number, Kind.DUPLICATE, messageId, null);
    }

    static IngestOutcome refused(long number, String reason) {
        return new IngestOutcome(number, Kind.REFUSED, null, reason);
    }
}
