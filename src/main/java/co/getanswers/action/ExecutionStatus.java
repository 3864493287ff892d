package co.getanswers.action;

import co.getanswers.platform.EnumValue;
import co.getanswers.platform.EnumValueConverter;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;

/**
 * Where the carrying out of a decided action stands. Sending is from just before a mail may be taken until it is known
 * whether it was; unknown means that this can't be known any more.
 */
public enum ExecutionStatus {
    QUEUED,
    SENDING,
    DONE,
    FAILED,
    UNKNOWN;

    /** As stored in the database and written in JSON. */
    @JsonValue
    public String value() {
        return EnumValue.of(this);
    }

    @Converter(autoApply = true)
    static class ValueConverter extends EnumValueConverter<ExecutionStatus> {
        ValueConverter() {
            super(ExecutionStatus.class);
        }
    }
}
