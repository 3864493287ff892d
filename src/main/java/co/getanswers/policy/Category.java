package co.getanswers.policy;

import co.getanswers.platform.EnumValue;
import co.getanswers.platform.EnumValueConverter;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;

/** Subjects of messages, as the queue shows them. */
public enum Category {
    FINANCE,
    CLIENT,
    HR,
    LEGAL,
    INTERNAL,
    PARTNER;

    /** The value in the database and in JSON. */
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
