package co.getanswers.action;

import co.getanswers.platform.EnumValue;
import co.getanswers.platform.EnumValueConverter;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;

/** States of a proposed action. */
public enum ActionStatus {
    PENDING,
    APPROVED,
    REJECTED,
    EDITED;

    /** The value in the database and in JSON. */
    @JsonValue
    public String value() {
        return EnumValue.of(this);
    }

    @Converter(autoApply = true)
    static class ValueConverter extends EnumValueConverter<ActionStatus> {
        ValueConverter() {
            super(ActionStatus.class);
        }
    }
}
