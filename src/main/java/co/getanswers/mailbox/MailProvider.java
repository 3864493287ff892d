package co.getanswers.mailbox;

import co.getanswers.platform.EnumValue;
import co.getanswers.platform.EnumValueConverter;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;

/** The ways by which a mailbox is reached. */
public enum MailProvider {
    /** IMAP (RFC 3501) to read, a submission server (RFC 6409) to send. */
    IMAP,
    /** Gmail's own interface, with a permission by OAuth 2.0. */
    GMAIL;

    /** The value in the database and in JSON. */
    @JsonValue
    public String value() {
        return EnumValue.of(this);
    }

    @Converter(autoApply = true)
    static class ValueConverter extends EnumValueConverter<MailProvider> {
        ValueConverter() {
            super(MailProvider.class);
        }
    }
}
