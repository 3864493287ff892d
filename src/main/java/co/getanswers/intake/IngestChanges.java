package co.getanswers.intake;

import co.getanswers.mail.Direction;
import co.getanswers.mail.ParsedMail;
import co.getanswers.original.CompressedSource;
import co.getanswers.triage.ActionType;
import co.getanswers.triage.Proposal;
import co.getanswers.triage.Rationale;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The changes that a batch makes in the database.
 *
 * @param conversations new and changed ones; none that was merged into another
 * @param merged stored conversations that become part of another
 * @param objectives the objectives of these conversations
 * @param references Message-IDs that are not recorded yet, with their conversations
 * @param outcomes one for each message of the batch, in the same order
 */
record IngestChanges(
        List<PlannedObjective> objectives,
        List<PlannedConversation> conversations,
        List<PlannedConversation> merged,
        List<PlannedMessage> messages,
        Map<String, PlannedConversation> references,
        List<PlannedAction> actions,
        List<IngestOutcome> outcomes) {

    /**
     * @param source the original; absent if it is not kept
     * @param usedId the Message-ID that the mail bears, if another mail was stored under it
     */
    record PlannedMessage(
            UUID id,
            PlannedConversation conversation,
            Direction direction,
            ParsedMail mail,
            @Nullable CompressedSource source,
            @Nullable String usedId) {}

    /** @param runs whether the action is executed without review */
    record PlannedAction(UUID id, PlannedMessage message, Proposal proposal, Rationale rationale, boolean runs) {
        ActionType type() {
            return proposal.actionType();
        }

        /** Tells whether mail leaves without review. */
        boolean answers() {
            return runs && type().threshold() == ActionType.Threshold.SENDS_MAIL;
        }
    }
}
