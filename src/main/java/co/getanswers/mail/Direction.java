package co.getanswers.mail;

import co.getanswers.platform.SpelledInLowerCase;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;
import java.util.Locale;

/** Whether a message came to the mailbox's owner or was sent by them. */
public enum Direction {
    INCOMING,
    OUTGOING;

    /** As stored in the database and written in JSON. */
    @JsonValue
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Converter(autoApply = true)
    static class Spelling extends SpelledInLowerCase<Direction> {
        Spelling() {
            super(Direction.class);
        }
    }
}
