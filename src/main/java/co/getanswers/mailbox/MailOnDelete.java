package co.getanswers.mailbox;

import co.getanswers.platform.EnumValue;
import com.fasterxml.jackson.annotation.JsonValue;

/** The choices for the mail that came through a mailbox, when that is disconnected. */
public enum MailOnDelete {
    KEEP,
    /** The messages that came through the mailbox alone are deleted here. */
    DELETE;

    /** The value of the query parameter. */
    @JsonValue
    public String value() {
        return EnumValue.of(this);
    }
}
