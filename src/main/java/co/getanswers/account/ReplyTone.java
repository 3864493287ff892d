package co.getanswers.account;

import co.getanswers.platform.EnumValue;
import co.getanswers.platform.EnumValueConverter;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;

/** The tone of the greeting and the closing of drafts. */
public enum ReplyTone {
    NEUTRAL,
    WARM,
    FORMAL,
    BRIEF;

    /** As stored in the database and written in JSON. */
    @JsonValue
    public String value() {
        return EnumValue.of(this);
    }

    @Converter(autoApply = true)
    static class ValueConverter extends EnumValueConverter<ReplyTone> {
        ValueConverter() {
            super(ReplyTone.class);
        }
    }
}
