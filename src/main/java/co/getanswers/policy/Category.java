package co.getanswers.policy;

import co.getanswers.platform.EnumValue;
import co.getanswers.platform.EnumValueConverter;
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
        return EnumValue.spell(this);
    }

    @Converter(autoApply = true)
    static class Spelling extends EnumValueConverter<Category> {
        Spelling() {
            super(Category.class);
        }
    }
}
