package co.getanswers.intake;

import co.getanswers.platform.Spelled;
import java.util.UUID;

/**
 * What became of one message.
 *
 * @param number as in {@link RawMail}
 * @param messageId the key of its row; null where it was refused
 * @param reason why it was refused, for a person; null otherwise
 */
public record Outcome(long number, Kind kind, UUID messageId, String reason) {

    public enum Kind {
        IMPORTED,
        DUPLICATE,
        REFUSED;

        /** As metrics are tagged with it. */
        String tag() {
            return Spelled.spell(this);
        }
    }

    static Outcome imported(long number, UUID messageId) {
        return new Outcome(number, Kind.IMPORTED, messageId, null);
    }

    static Outcome duplicate(long number, UUID messageId) {
        return new Outcome(number, Kind.DUPLICATE, messageId, null);
    }

    static Outcome refused(long number, String reason) {
        return new Outcome(number, Kind.REFUSED, null, reason);
    }
}
