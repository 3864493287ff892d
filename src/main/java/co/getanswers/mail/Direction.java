package co.getanswers.mail;

import co.getanswers.platform.EnumValue;
import co.getanswers.platform.EnumValueConverter;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;

/** Directions of messages, from the point of view of the mailbox's owner. */
public enum Direction {
    INCOMING,
    OUTGOING;

    /** The value in the database and in JSON. */
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
