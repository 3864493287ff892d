package co.getanswers.review;

import co.getanswers.action.ActionStatus;
import co.getanswers.action.Decider;
import co.getanswers.platform.Failure;
import java.time.Instant;

/** Someone was first: says what was decided, when and by whom. */
class AlreadyDecided extends Failure.Conflict {
    /**
     * @param by null where it isn't known
     * @param at null where it isn't known
     */
    AlreadyDecided(ActionStatus outcome, Decider by, Instant at) {
        super("This card was already %s%s%s."
                .formatted(
                        outcome.value(),
                        by == null ? "" : by == Decider.AGENT ? " by the agent" : " by you",
                        at == null ? "" : " at " + at));
    }
}
