package co.getanswers.policy;

import co.getanswers.platform.Spelled;
import co.getanswers.platform.SpelledInLowerCase;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;

/** What a message is about, as the queue shows it. */
public enum Category {
    FINANCE,
    CLIENT,
    HR,
    LEGAL,
    INTERNAL,
    PARTNER;

    /** As stored in the database and written in JSON. */
    @JsonValue
    public String spelling() {
        return Spelled.spell(this);
    }

    @Converter(autoApply = true)
    static class Spelling extends SpelledInLowerCase<Category> {
        Spelling() {
            super(Category.class);
        }
    }
}
