package co.getanswers.mailbox;

import co.getanswers.platform.EnumValue;
import co.getanswers.platform.EnumValueConverter;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;

/** States of a mailbox on another server. */
public enum AccountState {
    /** Not reached yet, or not at the moment. */
    CONNECTING,
    /** Earlier mail is still being fetched. */
    BACKFILLING,
    /** All mail is here, and new mail is noticed. */
    LIVE,
    /** Left alone until the person changes something. */
    NEEDS_ATTENTION,
    /** Left alone because the person wants it. */
    PAUSED;

    /** The value in the database and in JSON. */
    @JsonValue
    public String value() {
        return EnumValue.of(this);
    }

    @Converter(autoApply = true)
    static class ValueConverter extends EnumValueConverter<AccountState> {
        ValueConverter() {
            super(AccountState.class);
        }
    }
}
