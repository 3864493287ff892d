package co.getanswers.agent;

import co.getanswers.platform.Spelled;
import co.getanswers.platform.SpelledInLowerCase;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;

/** Who resolved an action: the person, or the agent where the autonomy gate let it. */
public enum Decider {
    PERSON,
    AGENT;

    /** As stored in the database and written in JSON. */
    @JsonValue
    public String spelling() {
        return Spelled.spell(this);
    }

    @Converter(autoApply = true)
    static class Spelling extends SpelledInLowerCase<Decider> {
        Spelling() {
            super(Decider.class);
        }
    }
}
