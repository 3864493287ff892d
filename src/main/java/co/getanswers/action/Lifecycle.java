package co.getanswers.action;

import co.getanswers.objective.ObjectiveStatus;
import co.getanswers.triage.ActionType;
import org.jspecify.annotations.Nullable;

/** Decides what a decision leads to; every caller asks here. The page {@code lifecycle.md} shows it as a table. */
public final class Lifecycle {
    private Lifecycle() {}

    /** Effects of executing an action. */
    public enum Effect {
        SENDS_REPLY,
        KEEPS_DRAFT,
        CHANGES_OBJECTIVE
    }

    /** The effect of executing an action; anything but a person's decision counts as the agent's. */
    public static Effect effect(ActionType type, @Nullable Decider decider) {
        if (!type.isReply()) {
            return Effect.CHANGES_OBJECTIVE;
        }
        var sends = decider == Decider.PERSON || type.threshold() == ActionType.Threshold.SENDS_MAIL;
        return sends ? Effect.SENDS_REPLY : Effect.KEEPS_DRAFT;
    }

    /** The objective's status after its card was settled elsewhere, unless it is muted or other cards of it wait. */
    public static ObjectiveStatus objectiveAfter(SettledElsewhere settled) {
        return switch (settled) {
            case ANSWERED, MARKED_ANSWERED -> ObjectiveStatus.WAITING_ON_OTHERS;
            case MOVED -> ObjectiveStatus.HANDLED;
        };
    }

    /** The objective's status after a decision, unless it is muted or, after an approval, other cards of it wait. */
    public static ObjectiveStatus objectiveAfter(ActionStatus outcome, ActionType type, Decider decider) {
        return switch (outcome) {
            case REJECTED, PENDING -> ObjectiveStatus.WAITING_ON_YOU;
            case APPROVED, EDITED ->
                decider == Decider.AGENT ? type.objectiveAfterAutomaticRun() : type.objectiveAfterApproval();
        };
    }
}
