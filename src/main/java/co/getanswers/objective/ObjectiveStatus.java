package co.getanswers.objective;

import co.getanswers.platform.EnumValue;
import co.getanswers.platform.EnumValueConverter;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;

/** Where an objective stands. */
public enum ObjectiveStatus {
    WAITING_ON_YOU,
    WAITING_ON_OTHERS,
    HANDLED,
    SCHEDULED,
    MUTED;

    /** As stored in the database and written in JSON. */
    @JsonValue
    public String spelling() {
        return EnumValue.spell(this);
    }

    @Converter(autoApply = true)
    static class Spelling extends EnumValueConverter<ObjectiveStatus> {
        Spelling() {
            super(ObjectiveStatus.class);
        }
    }
}
