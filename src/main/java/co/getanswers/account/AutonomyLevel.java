package co.getanswers.account;

import co.getanswers.platform.Spelled;
import co.getanswers.platform.SpelledInLowerCase;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;

/** How much the agent may do without review; see the autonomy gate. */
public enum AutonomyLevel {
    LOW,
    MEDIUM,
    HIGH;

    /** As stored in the database and written in JSON. */
    @JsonValue
    public String spelling() {
        return Spelled.spell(this);
    }

    @Converter(autoApply = true)
    static class Spelling extends SpelledInLowerCase<AutonomyLevel> {
        Spelling() {
            super(AutonomyLevel.class);
        }
    }
}
