package co.getanswers.intake;

import co.getanswers.mail.Participant;
import co.getanswers.mail.ParticipantsJson;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A conversation while a batch is planned. */
final class PlannedConversation {
    /** Bounds the row: the senders of a mailing list's messages would make it grow without end. */
    private static final int MAX_PARTICIPANTS = 500;

    final UUID id;
    final @Nullable String subjectKey;
    private @Nullable String gmailThreadId;
    final Instant createdAt;
    final boolean isNew;
    final PlannedObjective objective;

    private final Map<String, Participant> participants = new LinkedHashMap<>();
    private final Set<String> writtenTo = new HashSet<>();
    private boolean changed;
    private int messages;
    private boolean answered;
    private boolean pending;
    private Instant lastSentAt = Instant.MIN;
    private @Nullable PlannedConversation mergedInto;

    private PlannedConversation(
            UUID id, @Nullable String subjectKey, Instant createdAt, boolean isNew, PlannedObjective objective) {
        this.id = id;
        this.subjectKey = subjectKey;
        this.createdAt = createdAt;
        this.isNew = isNew;
        this.objective = objective;
    }

    static PlannedConversation opened(UUID id, @Nullable String subjectKey, Instant now, PlannedObjective objective) {
        return new PlannedConversation(id, subjectKey, now, true, objective);
    }

    static PlannedConversation stored(MailboxSnapshot.StoredConversation row, PlannedObjective objective) {
        var state = new PlannedConversation(row.id(), row.subjectKey(), row.createdAt(), false, objective);
        ParticipantsJson.read(row.participants()).forEach(stored -> {
            state.participants.put(stored.participant().email(), stored.participant());
            if (stored.writtenTo()) {
                state.writtenTo.add(stored.participant().email());
            }
        });
        state.gmailThreadId = row.gmailThreadId();
        state.messages = row.messages();
        state.answered = row.answered();
        state.pending = row.pending();
        if (row.lastSentAt() != null) {
            state.lastSentAt = row.lastSentAt();
        }
        return state;
    }

    /** The conversation that this one was merged into, or this one itself. */
    PlannedConversation current() {
        var state = this;
        while (state.mergedInto != null) {
            state = state.mergedInto;
        }
        return state;
    }

    @Nullable String gmailThreadId() {
        return gmailThreadId;
    }

    /** Tells whether a message of a thread of Gmail, or of none, may belong here. */
    boolean mayBelongTo(@Nullable String thread) {
        return thread == null || gmailThreadId == null || gmailThreadId.equals(thread);
    }

    void continueIn(String thread) {
        if (gmailThreadId == null) {
            gmailThreadId = thread;
            changed = true;
        }
    }

    boolean isMerged() {
        return mergedInto != null;
    }

    void absorb(PlannedConversation other) {
        other.mergedInto = this;
        other.participants.values().forEach(this::addParticipant);
        messages += other.messages;
        gmailThreadId = gmailThreadId == null ? other.gmailThreadId : gmailThreadId;
        answered |= other.answered;
        pending |= other.pending;
        writtenTo.addAll(other.writtenTo);
        lastSentAt = later(lastSentAt, other.lastSentAt);
        changed = true;
    }

    /** Adds a message, whose participants were added before. */
    void addMessage(Instant sentAt, boolean outgoing) {
        messages++;
        answered |= outgoing;
        lastSentAt = later(lastSentAt, sentAt);
        changed = true;
    }

    void addParticipant(Participant participant) {
        var known = participants.get(participant.email());
        var named =
                known != null && known.name().isEmpty() && !participant.name().isEmpty();
        if (!participant.email().isEmpty() && (named || known == null && participants.size() < MAX_PARTICIPANTS)) {
            participants.put(participant.email(), participant);
            changed = true;
        }
    }

    /** Records a recipient of the owner's own mail; other participants may have added themselves. */
    void writeTo(Participant recipient) {
        writtenTo.add(recipient.email());
        changed = true;
    }

    boolean isWrittenTo(String email) {
        return writtenTo.contains(email);
    }

    void awaitReview() {
        pending = true;
    }

    /** Records that no action waits for review any more. */
    void settled() {
        pending = false;
    }

    /** Tells whether an action of the conversation waits for review. */
    boolean isPending() {
        return pending;
    }

    boolean hasAnyOf(Set<String> emails) {
        return emails.stream().anyMatch(participants::containsKey);
    }

    Stream<ParticipantsJson.Stored> participants() {
        return participants.values().stream()
                .map(one -> new ParticipantsJson.Stored(one, writtenTo.contains(one.email())));
    }

    /** Tells whether the row of a stored conversation needs an update. */
    boolean isChanged() {
        return changed;
    }

    int messages() {
        return messages;
    }

    boolean isAnswered() {
        return answered;
    }

    /** Tells whether no message of the conversation is later than this time. */
    boolean isNewest(Instant sentAt) {
        return !sentAt.isBefore(lastSentAt);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
