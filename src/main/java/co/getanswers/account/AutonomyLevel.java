package co.getanswers.account;

import co.getanswers.platform.EnumValue;
import co.getanswers.platform.EnumValueConverter;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;

/** How much the agent may do without review; see the autonomy gate. */
public enum AutonomyLevel {
    LOW,
    MEDIUM,
    HIGH;

    /** As stored in the database and written in JSON. */
    @JsonValue
    public String value() {
        return EnumValue.of(this);
    }

    @Converter(autoApply = true)
    static class ValueConverter extends EnumValueConverter<AutonomyLevel> {
        ValueConverter() {
            super(AutonomyLevel.class);
        }
    }
}
