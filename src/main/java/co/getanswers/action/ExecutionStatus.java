package co.getanswers.action;

import co.getanswers.platform.EnumValue;
import co.getanswers.platform.EnumValueConverter;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;

/**
 * States of an execution. It is sending from just before the mail server may accept the mail until the answer is known, and
 * unknown when the answer can't be known any more.
 */
public enum ExecutionStatus {
    QUEUED,
    SENDING,
    DONE,
    FAILED,
    UNKNOWN;

    /** The value in the database and in JSON. */
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
