package co.getanswers.review;

import co.getanswers.action.ActionStatus;
import co.getanswers.objective.ObjectiveStatus;
import co.getanswers.triage.ActionType;

/**
 * What a person makes of a proposal. What doesn't belong to the kind of decision is null.
 *
 * @param edit what is carried out instead of what was proposed
 */
record Decision(ActionStatus outcome, String note, String edit, String reason) {
    static Decision approve(String note) {
        return new Decision(ActionStatus.APPROVED, note, null, null);
    }

    static Decision edit(String text) {
        return new Decision(ActionStatus.EDITED, null, text, null);
    }

    static Decision override(String reason) {
        return new Decision(ActionStatus.REJECTED, null, null, reason);
    }

    /**
     * Where a decision puts an objective that nothing holds. Rejecting leaves the matter to the person; approving
     * settles it, but only with the last open proposal, and never wakes what was muted: {@link DecisionService#DECIDE} sees to
     * that.
     */
    static ObjectiveStatus objectiveAfter(ActionStatus outcome, ActionType action) {
        if (outcome == ActionStatus.REJECTED) {
            return ObjectiveStatus.WAITING_ON_YOU;
        }
        return switch (action) {
            case DRAFT, SEND -> ObjectiveStatus.WAITING_ON_OTHERS;
            case SCHEDULE -> ObjectiveStatus.SCHEDULED;
            case FILE, TRIAGE -> ObjectiveStatus.HANDLED;
        };
    }
}
