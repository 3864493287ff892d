package co.getanswers.review;

import co.getanswers.action.ActionStatus;
import co.getanswers.action.Decider;
import co.getanswers.platform.Failure;
import java.time.Instant;

/** Another decision came first; the message says which, when and by whom. */
class AlreadyDecided extends Failure.Conflict {
    /**
     * @param by null when unknown
     * @param at null when unknown
     */
    AlreadyDecided(ActionStatus outcome, Decider by, Instant at) {
        super("This card was already %s%s%s."
                .formatted(
                        outcome.value(),
                        by == null ? "" : by == Decider.AGENT ? " by the agent" : " by you",
                        at == null ? "" : " at " + at));
    }
}
