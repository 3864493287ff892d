package co.getanswers.agent;

import co.getanswers.platform.SpelledInLowerCase;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;
import java.util.Locale;

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
        return name().toLowerCase(Locale.ROOT);
    }

    @Converter(autoApply = true)
    static class Spelling extends SpelledInLowerCase<ActionType> {
        Spelling() {
            super(ActionType.class);
        }
    }
}
