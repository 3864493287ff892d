package co.getanswers.review;

import co.getanswers.action.ActionStatus;
import org.jspecify.annotations.Nullable;

/**
 * A person's decision about a card. Parts that don't belong to the kind of decision are absent.
 *
 * @param edit the reply that is sent instead of the proposal
 */
record Decision(
        ActionStatus outcome,
        @Nullable String note,
        @Nullable String edit,
        @Nullable String reason) {
    static Decision approve(@Nullable String note) {
        return new Decision(ActionStatus.APPROVED, note, null, null);
    }

    static Decision edit(String text) {
        return new Decision(ActionStatus.EDITED, null, text, null);
    }

    static Decision override(String reason) {
        return new Decision(ActionStatus.REJECTED, null, null, reason);
    }
}
