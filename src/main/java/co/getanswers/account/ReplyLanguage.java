package co.getanswers.account;

import co.getanswers.platform.EnumValue;
import co.getanswers.platform.EnumValueConverter;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;

/** A language of drafts, by its code in ISO 639-1. */
public enum ReplyLanguage {
    EN,
    DE,
    FR,
    ES,
    IT,
    PT,
    NL;

    /** As stored in the database and written in JSON. */
    @JsonValue
    public String value() {
        return EnumValue.of(this);
    }

    @Converter(autoApply = true)
    static class ValueConverter extends EnumValueConverter<ReplyLanguage> {
        ValueConverter() {
            super(ReplyLanguage.class);
        }
    }
}
