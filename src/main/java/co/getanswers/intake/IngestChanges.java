package co.getanswers.intake;

import co.getanswers.action.SettledElsewhere;
import co.getanswers.mail.Direction;
import co.getanswers.mail.ParsedMail;
import co.getanswers.objective.ObjectiveStatus;
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
 * @param settled stored cards that the owner's sent mail settles
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
        List<SettledCard> settled,
        List<IngestOutcome> outcomes) {

    /** @param before the status of its objective */
    record SettledCard(WaitingCard card, ObjectiveStatus before) {}

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

    /**
     * @param runs whether the action is executed without review
     * @param settled absent unless the owner has answered the message already
     */
    record PlannedAction(
            UUID id,
            PlannedMessage message,
            Proposal proposal,
            Rationale rationale,
            boolean runs,
            @Nullable SettledElsewhere settled) {
        PlannedAction settled(SettledElsewhere reason) {
            return new PlannedAction(id, message, proposal, rationale, false, reason);
        }

        /** Tells whether it waits for review. */
        boolean waits() {
            return !runs && settled == null;
        }

        ActionType type() {
            return proposal.actionType();
        }

        /** Tells whether mail leaves without review. */
        boolean answers() {
            return runs && type().threshold() == ActionType.Threshold.SENDS_MAIL;
        }
    }
}
