package co.getanswers.review;

import co.getanswers.action.ActionStatus;
import co.getanswers.platform.IdentifierGenerator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person's decision about a card. Parts that don't belong to the kind of decision are absent.
 *
 * @param edit the reply that is sent instead of the proposal
 * @param execution the id of the execution that it enqueues
 * @param replyAll absent if the person did not choose
 * @param recipients those that the person typed, as JSON
 */
record Decision(
        ActionStatus outcome,
        @Nullable String note,
        @Nullable String edit,
        @Nullable String reason,
        UUID execution,
        @Nullable Boolean replyAll,
        @Nullable String recipients) {
    static Decision approve(@Nullable String note, @Nullable Boolean replyAll) {
        return new Decision(ActionStatus.APPROVED, note, null, null, IdentifierGenerator.next(), replyAll, null);
    }

    static Decision edit(String text, @Nullable Boolean replyAll) {
        return reply(text, replyAll, null, IdentifierGenerator.next());
    }

    static Decision reply(String text, @Nullable Boolean replyAll, @Nullable String recipients, UUID execution) {
        return new Decision(ActionStatus.EDITED, null, text, null, execution, replyAll, recipients);
    }

    static Decision override(String reason) {
        return new Decision(ActionStatus.REJECTED, null, null, reason, IdentifierGenerator.next(), null, null);
    }
}
