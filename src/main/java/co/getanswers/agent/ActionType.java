package co.getanswers.agent;

import co.getanswers.platform.Spelled;
import co.getanswers.platform.SpelledInLowerCase;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;

/** What the agent proposes to do with a message. */
public enum ActionType {
    DRAFT,
    SEND,
    FILE,
    SCHEDULE,
    TRIAGE;

    /** As stored in the database and written in JSON. */
    @JsonValue
    public String spelling() {
        return Spelled.spell(this);
    }

    @Converter(autoApply = true)
    static class Spelling extends SpelledInLowerCase<ActionType> {
        Spelling() {
            super(ActionType.class);
        }
    }
}
