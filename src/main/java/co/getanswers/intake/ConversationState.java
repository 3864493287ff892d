package co.getanswers.intake;

import co.getanswers.mail.Participant;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A conversation while a batch is sorted. */
final class ConversationState {
    /** Nobody reads on; a list's members would make the row grow with every message. */
    private static final int MAX_PARTICIPANTS = 500;

    final UUID id;
    final String subjectKey;
    final Instant createdAt;
    final boolean isNew;
    final ObjectiveState objective;

    private final Map<String, Participant> participants = new LinkedHashMap<>();
    private boolean changed;
    private int messages;
    private boolean answered;
    private Instant lastSentAt = Instant.MIN;
    private ConversationState mergedInto;

    private ConversationState(UUID id, String subjectKey, Instant createdAt, boolean isNew, ObjectiveState objective) {
        this.id = id;
        this.subjectKey = subjectKey;
        this.createdAt = createdAt;
        this.isNew = isNew;
        this.objective = objective;
    }

    static ConversationState opened(UUID id, String subjectKey, Instant now, ObjectiveState objective) {
        return new ConversationState(id, subjectKey, now, true, objective);
    }

    static ConversationState known(Snapshot.Conversed row, ObjectiveState objective) {
        var state = new ConversationState(row.id(), row.subjectKey(), row.createdAt(), false, objective);
        row.participants().forEach(participant -> state.participants.put(participant.email(), participant));
        state.messages = row.messages();
        state.answered = row.answered();
        if (row.lastSentAt() != null) {
            state.lastSentAt = row.lastSentAt();
        }
        return state;
    }

    /** The conversation that this one has become part of, else itself. */
    ConversationState current() {
        var state = this;
        while (state.mergedInto != null) {
            state = state.mergedInto;
        }
        return state;
    }

    boolean isMerged() {
        return mergedInto != null;
    }

    void absorb(ConversationState other) {
        other.mergedInto = this;
        other.participants.values().forEach(this::join);
        messages += other.messages;
        answered |= other.answered;
        lastSentAt = later(lastSentAt, other.lastSentAt);
        changed = true;
    }

    /** Takes one more message in; its participants have joined before. */
    void add(Instant sentAt, boolean outgoing) {
        messages++;
        answered |= outgoing;
        lastSentAt = later(lastSentAt, sentAt);
        changed = true;
    }

    void join(Participant participant) {
        var known = participants.get(participant.email());
        var named =
                known != null && known.name().isEmpty() && !participant.name().isEmpty();
        if (!participant.email().isEmpty() && (named || known == null && participants.size() < MAX_PARTICIPANTS)) {
            participants.put(participant.email(), participant);
            changed = true;
        }
    }

    boolean hasAnyOf(Set<String> emails) {
        return emails.stream().anyMatch(participants::containsKey);
    }

    List<Participant> participants() {
        return List.copyOf(participants.values());
    }

    /** Whether the row of a known conversation is to be written. */
    boolean isChanged() {
        return changed;
    }

    int messages() {
        return messages;
    }

    boolean isAnswered() {
        return answered;
    }

    /** Whether a message of that time is at least as late as those it has. */
    boolean isNewest(Instant sentAt) {
        return !sentAt.isBefore(lastSentAt);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
