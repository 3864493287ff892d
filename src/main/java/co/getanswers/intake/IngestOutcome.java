package co.getanswers.intake;

import co.getanswers.platform.EnumValue;
import java.util.UUID;

/**
 * What became of one message.
 *
 * @param number as in {@link RawMail}
 * @param messageId the key of its row; null where it was refused
 * @param reason why it was refused, for a person; null otherwise
 */
public record IngestOutcome(long number, Kind kind, UUID messageId, String reason) {

    public enum Kind {
        IMPORTED,
        DUPLICATE,
        REFUSED;

        /** As metrics are tagged with it. */
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
