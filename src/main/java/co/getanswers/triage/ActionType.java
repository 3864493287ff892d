package co.getanswers.triage;

import co.getanswers.platform.EnumValue;
import co.getanswers.platform.EnumValueConverter;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;

/** What the agent proposes to do with a message. */
public enum ActionType {
    DRAFT,
    SEND,
    FILE,
    SCHEDULE,
    TRIAGE;

    /** As stored in the database and written in JSON. */
    @JsonValue
    public String value() {
        return EnumValue.of(this);
    }

    @Converter(autoApply = true)
    static class ValueConverter extends EnumValueConverter<ActionType> {
        ValueConverter() {
            super(ActionType.class);
        }
    }
}
