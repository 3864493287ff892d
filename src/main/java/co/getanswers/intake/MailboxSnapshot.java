package co.getanswers.intake;

import co.getanswers.mail.ParticipantsJson;
import co.getanswers.objective.ObjectiveStatus;
import co.getanswers.triage.TriageInput;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The stored mail that a batch may relate to, as it was when the mailbox was locked.
 *
 * @param storedMessages the stored messages whose Message-IDs the batch has, by these
 * @param references the conversations of the Message-IDs that the batch shares with stored mail
 * @param gmailThreads the conversations of the threads of Gmail that the batch continues
 * @param conversations the conversations of {@code references} and {@code gmailThreads}
 * @param sameSubject conversations of open objectives with a subject of the batch, the newest first
 * @param histories the earlier mail of each sender, by address
 * @param waiting what the owner's sent mail in the batch, or earlier, may settle
 */
record MailboxSnapshot(
        TriageInput.Owner owner,
        Map<String, StoredMessage> storedMessages,
        Map<String, UUID> references,
        Map<String, UUID> gmailThreads,
        List<StoredConversation> conversations,
        List<StoredConversation> sameSubject,
        Map<String, TriageInput.History> histories,
        List<StoredPolicy> policies,
        Waiting waiting) {

    /**
     * The cards that the owner's answers may settle, and the answers to messages that come after them.
     *
     * @param cards those of the objectives of {@code conversations}, if the batch has sent mail
     * @param complete false if there are more
     * @param ownReplies the actions whose ids begin Message-IDs of the batch: their replies are the service's own
     * @param answers sent mail that refers to messages of the batch
     */
    record Waiting(List<WaitingCard> cards, boolean complete, Set<UUID> ownReplies, List<SentAnswer> answers) {
        static final Waiting NONE = new Waiting(List.of(), true, Set.of(), List.of());
    }

    /** @param rules as text: parsing them takes time and is done on another thread */
    record StoredPolicy(String name, String rules) {}

    /**
     * A conversation and the status of its objective.
     *
     * @param participants the JSON text, because there may be many: {@link ParticipantsJson} reads it
     * @param messages their number, up to {@link MailboxSnapshotReader#MAX_COUNTED}
     * @param answered whether the owner wrote one of the messages
     * @param pending whether an action of the conversation waits for review
     * @param lastSentAt the date of the newest message, no later than it was stored; absent if there is no message or the
     *     conversation was found by its subject
     */
    record StoredConversation(
            UUID id,
            @Nullable String subjectKey,
            @Nullable String gmailThreadId,
            String participants,
            Instant createdAt,
            UUID objectiveId,
            ObjectiveStatus objectiveStatus,
            int messages,
            boolean answered,
            boolean pending,
            @Nullable Instant lastSentAt) {}
}
