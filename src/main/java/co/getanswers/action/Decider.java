package co.getanswers.action;

import co.getanswers.platform.EnumValue;
import co.getanswers.platform.EnumValueConverter;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;

/** Deciders of actions: the person, or the agent if the autonomy gate allowed it. */
public enum Decider {
    PERSON,
    AGENT;

    /** The value in the database and in JSON. */
    @JsonValue
    public String value() {
        return EnumValue.of(this);
    }

    @Converter(autoApply = true)
    static class ValueConverter extends EnumValueConverter<Decider> {
        ValueConverter() {
            super(Decider.class);
        }
    }
}
