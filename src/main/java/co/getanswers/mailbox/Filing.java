package co.getanswers.mailbox;

import co.getanswers.platform.EnumValue;
import co.getanswers.platform.EnumValueConverter;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;

/** The places to which the mail of a filed card goes in its mailbox. */
public enum Filing {
    /** It stays in the inbox. */
    LEAVE,
    /** It goes where mail programs archive mail. */
    ARCHIVE,
    /** It goes to the folder that the person has named. */
    FOLDER;

    /** The value in the database and in JSON. */
    @JsonValue
    public String value() {
        return EnumValue.of(this);
    }

    @Converter(autoApply = true)
    static class ValueConverter extends EnumValueConverter<Filing> {
        ValueConverter() {
            super(Filing.class);
        }
    }
}
