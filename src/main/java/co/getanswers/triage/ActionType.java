package co.getanswers.triage;

import co.getanswers.objective.ObjectiveStatus;
import co.getanswers.platform.EnumValue;
import co.getanswers.platform.EnumValueConverter;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Converter;

/** Types of actions, each with everything in which its lifecycle differs from the others'. */
public enum ActionType {
    /** A reply that only a person can send; run without review, it is kept ready for the person. */
    DRAFT(true, Threshold.INTERNAL, ObjectiveStatus.WAITING_ON_OTHERS, ObjectiveStatus.WAITING_ON_YOU),
    /** A reply that may be sent without review. */
    SEND(true, Threshold.SENDS_MAIL, ObjectiveStatus.WAITING_ON_OTHERS, ObjectiveStatus.WAITING_ON_OTHERS),
    FILE(false, Threshold.INTERNAL, ObjectiveStatus.HANDLED, ObjectiveStatus.HANDLED),
    SCHEDULE(false, Threshold.INTERNAL, ObjectiveStatus.SCHEDULED, ObjectiveStatus.SCHEDULED),
    /** A message that a person has to read: it is not clear what to do. */
    TRIAGE(false, Threshold.NEVER, ObjectiveStatus.HANDLED, ObjectiveStatus.WAITING_ON_YOU);

    /** Classes of the confidence that the autonomy gate demands. */
    public enum Threshold {
        /** Always reviewed. */
        NEVER,
        /** Nothing leaves the house. */
        INTERNAL,
        /** Mail leaves. */
        SENDS_MAIL
    }

    private final boolean reply;
    private final Threshold threshold;
    private final ObjectiveStatus objectiveAfterApproval;
    private final ObjectiveStatus objectiveAfterAutomaticRun;

    ActionType(
            boolean reply,
            Threshold threshold,
            ObjectiveStatus objectiveAfterApproval,
            ObjectiveStatus objectiveAfterAutomaticRun) {
        this.reply = reply;
        this.threshold = threshold;
        this.objectiveAfterApproval = objectiveAfterApproval;
        this.objectiveAfterAutomaticRun = objectiveAfterAutomaticRun;
    }

    /** Tells whether a person's approval sends mail. */
    public boolean isReply() {
        return reply;
    }

    public Threshold threshold() {
        return threshold;
    }

    /** The objective's status after a person's approval, and after its execution unless someone moved it meanwhile. */
    public ObjectiveStatus objectiveAfterApproval() {
        return objectiveAfterApproval;
    }

    /** The objective's status after the action ran without review. */
    public ObjectiveStatus objectiveAfterAutomaticRun() {
        return objectiveAfterAutomaticRun;
    }

    /** The value in the database and in JSON. */
    @JsonValue
    public String value() {
        return EnumValue.of(this);
    }

    @Converter(autoApply = true)
    static class ValueConverter extends EnumValueConverter<ActionType> {
        ValueConverter() {
            super(ActionType.class);
        }
    }
}
