package co.getanswers.mail;

import co.getanswers.platform.EnumValue;
import co.getanswers.platform.EnumValueConverter;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;

/** Whether a message came to the mailbox's owner or was sent by them. */
public enum Direction {
    INCOMING,
    OUTGOING;

    /** As stored in the database and written in JSON. */
    @JsonValue
    public String value() {
        return EnumValue.of(this);
    }

    @Converter(autoApply = true)
    static class ValueConverter extends EnumValueConverter<Direction> {
        ValueConverter() {
            super(Direction.class);
        }
    }
}
