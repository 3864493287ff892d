package co.getanswers.intake;

import co.getanswers.mail.Direction;
import co.getanswers.mail.ParsedMail;
import co.getanswers.triage.ActionType;
import co.getanswers.triage.Proposal;
import co.getanswers.triage.Rationale;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a batch changes in the database.
 *
 * @param conversations new ones and those that changed, none that was merged into another
 * @param merged conversations of the database and what they become part of
 * @param objectives new ones and those whose mail the batch touched
 * @param references Message-IDs that were not known before
 * @param outcomes one for each message of the batch, in its order
 */
record IngestChanges(
        List<PlannedObjective> objectives,
        List<PlannedConversation> conversations,
        List<PlannedConversation> merged,
        List<PlannedMessage> messages,
        Map<String, PlannedConversation> references,
        List<PlannedAction> actions,
        List<IngestOutcome> outcomes) {

    record PlannedMessage(UUID id, PlannedConversation conversation, Direction direction, ParsedMail mail) {}

    /** @param runs whether it needs no review */
    record PlannedAction(UUID id, PlannedMessage message, Proposal proposal, Rationale rationale, boolean runs) {
        ActionType type() {
            return proposal.actionType();
        }
    }
}
