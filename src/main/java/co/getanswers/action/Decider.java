package co.getanswers.action;

import co.getanswers.platform.EnumValue;
import co.getanswers.platform.EnumValueConverter;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;

/** Who resolved an action: the person, or the agent where the autonomy gate let it. */
public enum Decider {
    PERSON,
    AGENT;

    /** As stored in the database and written in JSON. */
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
