package co.getanswers.intake;

import co.getanswers.action.SettledElsewhere;
import co.getanswers.intake.IngestChanges.PlannedAction;
import co.getanswers.intake.IngestChanges.SettledCard;
import co.getanswers.mail.ParsedMail;
import co.getanswers.mail.Participant;
import co.getanswers.objective.ObjectiveStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The cards that wait while a batch is planned, and those that the owner's sent mail settles. */
final class Settlements {
    private static final int LENGTH_OF_ID = 36;

    private final MailboxSnapshot.Waiting stored;
    private final Map<UUID, Waiting> waiting = new LinkedHashMap<>();
    private final Map<String, List<SentAnswer>> answers = new HashMap<>();
    private final Set<UUID> planned = new HashSet<>();
    private final Set<UUID> leaving = new HashSet<>();
    private final List<SettledCard> settled = new ArrayList<>();

    /** @param conversation absent if the batch does not touch it */
    private record Waiting(WaitingCard card, @Nullable PlannedConversation conversation) {
        UUID objective() {
            return conversation == null ? card.objectiveId() : conversation.current().objective.id;
        }
    }

    Settlements(MailboxSnapshot.Waiting stored, Map<UUID, PlannedConversation> conversations) {
        this.stored = stored;
        stored.cards()
                .forEach(card -> waiting.put(card.id(), new Waiting(card, conversations.get(card.conversationId()))));
        stored.answers().forEach(this::remember);
    }

    private void remember(SentAnswer answer) {
        answer.references()
                .forEach(id ->
                        answers.computeIfAbsent(id, none -> new ArrayList<>()).add(answer));
    }

    /** Adds the action of a message, settled if the owner has answered the message already. */
    PlannedAction add(PlannedAction action) {
        var mail = action.message().mail();
        var conversation = action.message().conversation();
        var card = new WaitingCard(
                action.id(),
                conversation.id,
                conversation.objective.id,
                mail.messageId(),
                mail.sentAt(),
                authors(mail.sender(), mail.addresses().replyTo()),
                action.proposal().risk().value(),
                action.runs(),
                null,
                null,
                true);
        var mayWait = !action.runs() || action.type().isReply();
        if (mayWait
                && answers.getOrDefault(mail.messageId(), List.of()).stream()
                        .anyMatch(answer -> AnsweredElsewhere.settles(answer, card, false))) {
            return action.settled(SettledElsewhere.ANSWERED);
        }
        if (action.answers()) {
            leaving.add(action.id());
        }
        if (mayWait) {
            planned.add(action.id());
            waiting.put(action.id(), new Waiting(card, conversation));
        }
        return action;
    }

    static Set<String> authors(Participant sender, List<Participant> replyTo) {
        return Stream.concat(Stream.of(sender), replyTo.stream())
                .map(Participant::email)
                .filter(email -> !email.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Tells whether the service sent the mail itself. */
    boolean isOwnReply(ParsedMail mail) {
        var action = actionOf(mail.messageId());
        return action != null && stored.ownReplies().contains(action);
    }

    /** The id of the action whose reply may have a Message-ID; null if it is no reply of the service. */
    static @Nullable UUID actionOf(String messageId) {
        if (messageId.length() <= LENGTH_OF_ID || messageId.charAt(LENGTH_OF_ID) != '@') {
            return null;
        }
        try {
            return UUID.fromString(messageId.substring(0, LENGTH_OF_ID));
        } catch (IllegalArgumentException another) {
            return null;
        }
    }

    /**
     * Settles the cards that a sent mail answers.
     *
     * @return false if it answers none
     */
    boolean settleBy(SentAnswer answer, PlannedConversation conversation, ObjectiveStatus before) {
        remember(answer);
        var gone = waiting.values().stream()
                .filter(one -> one.conversation() != null
                        && AnsweredElsewhere.settles(
                                answer, one.card(), one.conversation().current() == conversation))
                .toList();
        for (var one : gone) {
            waiting.remove(one.card().id());
            if (!planned.contains(one.card().id())) {
                settled.add(new SettledCard(one.card(), before));
            }
        }
        var others = waiting.values().stream()
                .anyMatch(one -> !one.card().keptDraft()
                        && one.conversation() != null
                        && one.conversation().current() == conversation);
        if (!gone.isEmpty() && !others && stored.complete()) {
            conversation.settled();
        }
        return !gone.isEmpty();
    }

    /** Tells whether a card of the objective waits for the person. */
    boolean waitFor(PlannedObjective objective) {
        return !stored.complete()
                || waiting.values().stream()
                        .anyMatch(one -> one.objective().equals(objective.id)
                                && !leaving.contains(one.card().id()));
    }

    /** The action as it is at the end of the batch. */
    PlannedAction outcomeOf(PlannedAction action) {
        return planned.contains(action.id()) && !waiting.containsKey(action.id())
                ? action.settled(SettledElsewhere.ANSWERED)
                : action;
    }

    List<SettledCard> settled() {
        return List.copyOf(settled);
    }

    static SentAnswer answer(ParsedMail mail, Instant sentAt, Map<String, StoredMessage> known) {
        var id = answeredBy(mail);
        if (id == null) {
            return SentAnswer.of(mail, sentAt, null);
        }
        var answered = known.get(id);
        return SentAnswer.of(mail, sentAt, answered == null ? Instant.EPOCH : answered.sentAt());
    }

    /** The Message-ID of the message that a mail answers; null if it names none. */
    static @Nullable String answeredBy(ParsedMail mail) {
        var references = mail.references();
        return mail.inReplyTo() != null || references.isEmpty()
                ? mail.inReplyTo()
                : references.get(references.size() - 1);
    }
}
