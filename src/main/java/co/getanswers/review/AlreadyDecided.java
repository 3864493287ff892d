package co.getanswers.review;

import co.getanswers.agent.AgentAction;
import co.getanswers.agent.Decider;
import co.getanswers.platform.Failure;

/** Someone was first: says what was decided, when and by whom. */
class AlreadyDecided extends Failure.Conflict {
    AlreadyDecided(AgentAction action) {
        super("This card was already %s%s%s."
                .formatted(
                        action.status.spelling(),
                        action.decidedBy == null ? "" : action.decidedBy == Decider.AGENT ? " by the agent" : " by you",
                        action.resolvedAt == null ? "" : " at " + action.resolvedAt));
    }
}
