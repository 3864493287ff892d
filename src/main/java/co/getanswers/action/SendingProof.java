package co.getanswers.action;

import co.getanswers.platform.EnumValue;
import co.getanswers.platform.EnumValueConverter;
import jakarta.persistence.Converter;

/** Proofs of what became of a mail whose server gave no answer. */
public enum SendingProof {
    /** It lies in the folder of sent mail. */
    SENT_FOLDER,
    /** It was delivered to its sender as well. */
    OWN_COPY,
    /** One of its recipients answered it. */
    ANSWERED,
    /** A server's report names it, and not every recipient failed. */
    REPORTED,
    /** A server's report tells that it reached no recipient. */
    BOUNCED,
    /** The provider says that it was sent. */
    PROVIDER;

    public String value() {
        return EnumValue.of(this);
    }

    /** Tells whether the mail went out for good. */
    public boolean isSent() {
        return this != BOUNCED;
    }

    @Converter(autoApply = true)
    static class ValueConverter extends EnumValueConverter<SendingProof> {
        ValueConverter() {
            super(SendingProof.class);
        }
    }
}
