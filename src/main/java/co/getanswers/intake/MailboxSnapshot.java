package co.getanswers.intake;

import co.getanswers.mail.ParticipantsJson;
import co.getanswers.objective.ObjectiveStatus;
import co.getanswers.triage.TriageInput;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the database knew of a person's mail when a batch came: all that the batch may meet.
 *
 * @param storedMessages the messages of the batch that are there already: Message-ID to row
 * @param references Message-IDs that the batch mentions and earlier mail bore or mentioned, and their conversations
 * @param conversations those that {@code references} lead to
 * @param sameSubject conversations of open objectives that bear a subject of the batch, the newest first
 * @param histories by the sender's address
 */
record MailboxSnapshot(
        TriageInput.Owner owner,
        Map<String, UUID> storedMessages,
        Map<String, UUID> references,
        List<StoredConversation> conversations,
        List<StoredConversation> sameSubject,
        Map<String, TriageInput.History> histories,
        List<StoredPolicy> policies) {

    /** @param rules as text, for they cost time to read */
    record StoredPolicy(String name, String rules) {}

    /**
     * A conversation and where its objective stands.
     *
     * @param participants as text, for there may be many: {@link ParticipantsJson} reads it
     * @param messages how many it has, counted up to {@link MailboxSnapshotReader#MAX_COUNTED}
     * @param answered whether the owner wrote any of them
     * @param pending whether an action of it waits for review
     * @param lastSentAt of the newest, no later than it was taken in; null where it has none, or was only looked up for its
     *     subject
     */
    record StoredConversation(
            UUID id,
            String subjectKey,
            String participants,
            Instant createdAt,
            UUID objectiveId,
            ObjectiveStatus objectiveStatus,
            int messages,
            boolean answered,
            boolean pending,
            Instant lastSentAt) {}
}
