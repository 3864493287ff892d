package co.getanswers.policy;

import co.getanswers.platform.EnumValue;
import co.getanswers.platform.EnumValueConverter;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;

/** How much harm a wrong action could do, in rising order. */
public enum RiskLevel {
    LOW,
    MEDIUM,
    HIGH;

    /** As stored in the database and written in JSON. */
    @JsonValue
    public String value() {
        return EnumValue.of(this);
    }

    @Converter(autoApply = true)
    static class ValueConverter extends EnumValueConverter<RiskLevel> {
        ValueConverter() {
            super(RiskLevel.class);
        }
    }
}
