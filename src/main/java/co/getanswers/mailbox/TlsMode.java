package co.getanswers.mailbox;

import co.getanswers.platform.EnumValue;
import co.getanswers.platform.EnumValueConverter;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;

/** The encryption of connections to a mail server. */
public enum TlsMode {
    /** Encrypted from the first byte (RFC 8314). */
    IMPLICIT,
    /** Encrypted by STARTTLS before any credentials are sent. */
    STARTTLS,
    /** Not encrypted; only where the configuration allows it. */
    NONE;

    /** The value in the database and in JSON. */
    @JsonValue
    public String value() {
        return EnumValue.of(this);
    }

    @Converter(autoApply = true)
    static class ValueConverter extends EnumValueConverter<TlsMode> {
        ValueConverter() {
            super(TlsMode.class);
        }
    }
}
