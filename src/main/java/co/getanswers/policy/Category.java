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
    public String value() {
        return EnumValue.of(this);
    }

    @Converter(autoApply = true)
    static class ValueConverter extends EnumValueConverter<Category> {
        ValueConverter() {
            super(Category.class);
        }
    }
}
