package co.getanswers.agent;

import co.getanswers.platform.Spelled;
import co.getanswers.platform.SpelledInLowerCase;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;

/** What became of a proposed action. */
public enum ActionStatus {
    PENDING,
    APPROVED,
    REJECTED,
    EDITED;

    /** As stored in the database and written in JSON. */
    @JsonValue
    public String spelling() {
        return Spelled.spell(this);
    }

    @Converter(autoApply = true)
    static class Spelling extends SpelledInLowerCase<ActionStatus> {
        Spelling() {
            super(ActionStatus.class);
        }
    }
}
