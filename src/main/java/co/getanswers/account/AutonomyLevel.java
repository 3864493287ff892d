package co.getanswers.account;

import co.getanswers.platform.EnumValue;
import co.getanswers.platform.EnumValueConverter;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;

/** The extent to which the agent may act without review; {@code triage.AutonomyGate} applies it. */
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
