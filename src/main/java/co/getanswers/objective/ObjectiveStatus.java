package co.getanswers.objective;

import co.getanswers.platform.EnumValue;
import co.getanswers.platform.EnumValueConverter;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;

/** The state of an objective: who acts next, or why nobody does. */
public enum ObjectiveStatus {
    WAITING_ON_YOU,
    WAITING_ON_OTHERS,
    HANDLED,
    SCHEDULED,
    MUTED;

    /** As stored in the database and written in JSON. */
    @JsonValue
    public String value() {
        return EnumValue.of(this);
    }

    @Converter(autoApply = true)
    static class ValueConverter extends EnumValueConverter<ObjectiveStatus> {
        ValueConverter() {
            super(ObjectiveStatus.class);
        }
    }
}
