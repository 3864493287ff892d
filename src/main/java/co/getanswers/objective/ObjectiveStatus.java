package co.getanswers.objective;

import co.getanswers.platform.Spelled;
import co.getanswers.platform.SpelledInLowerCase;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;

/** Where an objective stands. */
public enum ObjectiveStatus {
    WAITING_ON_YOU,
    WAITING_ON_OTHERS,
    HANDLED,
    SCHEDULED,
    MUTED;

    /** As stored in the database and written in JSON. */
    @JsonValue
    public String spelling() {
        return Spelled.spell(this);
    }

    @Converter(autoApply = true)
    static class Spelling extends SpelledInLowerCase<ObjectiveStatus> {
        Spelling() {
            super(ObjectiveStatus.class);
        }
    }
}
