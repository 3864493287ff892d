package co.getanswers.agent;

import co.getanswers.platform.SpelledInLowerCase;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;
import java.util.Locale;

/** Who resolved an action: the person, or the agent where the autonomy gate let it. */
public enum Decider {
    PERSON,
    AGENT;

    /** As stored in the database and written in JSON. */
    @JsonValue
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Converter(autoApply = true)
    static class Spelling extends SpelledInLowerCase<Decider> {
        Spelling() {
            super(Decider.class);
        }
    }
}
