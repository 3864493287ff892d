package co.getanswers.policy;

import co.getanswers.platform.EnumValue;
import co.getanswers.platform.EnumValueConverter;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;
import java.util.Arrays;

/** Levels of the harm that a wrong action could do. */
public enum RiskLevel {
    LOW(0),
    MEDIUM(1),
    HIGH(2);

    private final int severity;

    RiskLevel(int severity) {
        this.severity = severity;
    }

    /** The number that stands for the level in stored rationales; the higher, the more harm. */
    public int severity() {
        return severity;
    }

    public boolean isAbove(RiskLevel other) {
        return severity > other.severity;
    }

    /** @throws IllegalArgumentException if no level has this severity */
    public static RiskLevel of(int severity) {
        return Arrays.stream(values())
                .filter(level -> level.severity == severity)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no risk of severity " + severity + "."));
    }

    /** The value in the database and in JSON. */
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
