package co.getanswers.review;

import co.getanswers.action.ActionStatus;
import co.getanswers.action.Decider;
import co.getanswers.platform.Failure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Another decision came first; the message says which, when and by whom. */
class AlreadyDecided extends Failure.Conflict {
    AlreadyDecided(ActionStatus outcome, @Nullable Decider by, @Nullable Instant at) {
        super("This card was already " + outcome.value()
                + (by == null ? "" : by == Decider.AGENT ? " by the agent" : " by you")
                + (at == null ? "" : " at " + at) + ".");
    }
}
