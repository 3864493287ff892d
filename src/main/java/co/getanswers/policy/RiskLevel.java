package co.getanswers.policy;

import co.getanswers.platform.Spelled;
import co.getanswers.platform.SpelledInLowerCase;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;

/** How much harm a wrong action could do, in rising order. */
public enum RiskLevel {
    LOW,
    MEDIUM,
    HIGH;

    /** As stored in the database and written in JSON. */
    @JsonValue
    public String spelling() {
        return Spelled.spell(this);
    }

    @Converter(autoApply = true)
    static class Spelling extends SpelledInLowerCase<RiskLevel> {
        Spelling() {
            super(RiskLevel.class);
        }
    }
}
