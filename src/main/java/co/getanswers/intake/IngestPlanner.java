package co.getanswers.intake;

import co.getanswers.action.ActionStatus;
import co.getanswers.action.Decider;
import co.getanswers.action.Lifecycle;
import co.getanswers.intake.IngestChanges.PlannedAction;
import co.getanswers.intake.IngestChanges.PlannedMessage;
import co.getanswers.intake.ParseResult.Parsed;
import co.getanswers.mail.Direction;
import co.getanswers.mail.ParsedMail;
import co.getanswers.mail.Participant;
import co.getanswers.mail.ParticipantsJson;
import co.getanswers.mail.SubjectNormalizer;
import co.getanswers.mail.Threading;
import co.getanswers.objective.ObjectiveStatus;
import co.getanswers.platform.IdentifierGenerator;
import co.getanswers.policy.NamedRules;
import co.getanswers.policy.Rules;
import co.getanswers.triage.ActionType;
import co.getanswers.triage.AutonomyGate;
import co.getanswers.triage.Triage;
import co.getanswers.triage.TriageInput;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
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

/**
 * Threads, groups and triages a batch of messages, one after the other: each sees the changes of those before it. The
 * planner reads and writes nothing; it only generates the ids of new rows.
 */
final class IngestPlanner {
    private static final Comparator<PlannedConversation> OLDEST_FIRST = Comparator.comparing(
                    (PlannedConversation conversation) -> conversation.isNew)
            .thenComparing(conversation -> conversation.createdAt)
            .thenComparing(conversation -> conversation.id);

    private final MailboxSnapshot snapshot;
    private final List<NamedRules> policies;
    private final Instant now;
    private final Map<String, StoredMessage> storedMessages;
    private final Map<UUID, PlannedObjective> objectives = new LinkedHashMap<>();
    private final Map<UUID, PlannedConversation> conversations = new LinkedHashMap<>();
    private final Map<String, PlannedConversation> references = new HashMap<>();
    private final Map<String, PlannedConversation> gmailThreads = new HashMap<>();
    private final Map<String, PlannedConversation> newReferences = new LinkedHashMap<>();
    private final Map<String, Deque<PlannedConversation>> bySubject = new HashMap<>();
    private final Map<String, Integer> received = new HashMap<>();
    private final Set<String> writtenTo = new HashSet<>();
    private final Set<String> answered = new HashSet<>();
    private final List<PlannedMessage> messages = new ArrayList<>();
    private final List<PlannedAction> actions = new ArrayList<>();
    private final Settlements settlements;

    private IngestPlanner(MailboxSnapshot snapshot, Instant now) {
        this.snapshot = snapshot;
        this.policies = snapshot.policies().stream()
                .map(policy -> new NamedRules(policy.name(), Rules.read(policy.rules())))
                .toList();
        this.now = now;
        this.storedMessages = new HashMap<>(snapshot.storedMessages());
        Stream.concat(snapshot.conversations().stream(), snapshot.sameSubject().stream())
                .filter(row -> !conversations.containsKey(row.id()))
                .forEach(this::load);
        snapshot.references().forEach((id, conversation) -> references.put(id, conversations.get(conversation)));
        snapshot.gmailThreads().forEach((id, conversation) -> gmailThreads.put(id, conversations.get(conversation)));
        this.settlements = new Settlements(snapshot.waiting(), conversations);
    }

    static IngestChanges plan(MailboxSnapshot snapshot, List<Parsed> batch, Instant now) {
        var planner = new IngestPlanner(snapshot, now);
        var outcomes = batch.stream().map(planner::add).toList();
        return planner.changes(outcomes);
    }

    private void load(MailboxSnapshot.StoredConversation row) {
        var objective =
                objectives.computeIfAbsent(row.objectiveId(), id -> PlannedObjective.stored(id, row.objectiveStatus()));
        var conversation = PlannedConversation.stored(row, objective);
        conversations.put(conversation.id, conversation);
        if (conversation.subjectKey != null) {
            // The snapshot lists the newest first.
            bySubject
                    .computeIfAbsent(conversation.subjectKey, key -> new ArrayDeque<>())
                    .addLast(conversation);
        }
    }

    /** Adds a mail unless it is stored. Other content under a used Message-ID is kept under one of its own. */
    private IngestOutcome add(Parsed parsed) {
        var number = parsed.number();
        var arrived = parsed.mail().receivedAt(now);
        var same = storedMessages.get(arrived.messageId());
        var usedId = same == null || same.isSame(arrived) ? null : arrived.messageId();
        var mail = usedId == null ? arrived : arrived.with(StoredMessage.ownId(arrived));
        var stored = storedMessages.get(mail.messageId());
        if (stored != null) {
            return IngestOutcome.duplicate(number, stored.id());
        }
        // A forger of the owner's address can't prevent the traces of delivery.
        var outgoing =
                !mail.delivered() && (isOwner(mail.sender()) || mail.gmail().sent());
        // A date in the future must not make all later messages look old.
        var sentAt = mail.sentAt().isAfter(now) ? now : mail.sentAt();
        var conversation = conversationOf(mail);
        var newest = conversation.isNewest(sentAt);
        conversation.addMessage(sentAt, outgoing);
        var message = new PlannedMessage(
                IdentifierGenerator.next(),
                conversation,
                outgoing ? Direction.OUTGOING : Direction.INCOMING,
                mail,
                parsed.source(),
                usedId);
        messages.add(message);
        storedMessages.put(mail.messageId(), StoredMessage.of(message.id(), mail));
        if (outgoing) {
            recordRecipients(conversation, mail.recipients());
            // Mail that others wrote can be moved into the folder of sent mail.
            var sent = parsed.sent() && (!parsed.delivered() || isOwner(mail.sender()));
            moveBy(sent, mail, sentAt, conversation, newest);
        } else if (mail.gmail().discarded()) {
            settle(conversation.objective);
        } else {
            propose(message, newest);
            if (!mail.evidence().failed()) {
                received.merge(mail.sender().email(), 1, Integer::sum);
            }
        }
        if (conversation.isPending()) {
            conversation.objective.reopen();
        }
        conversation.objective.addMail();
        return usedId == null
                ? IngestOutcome.imported(number, message.id())
                : IngestOutcome.keptBeside(number, message.id(), usedId);
    }

    /** The owner's own mail waits for others; what lies in the folder of sent mail settles the cards that it answers first. */
    private void moveBy(
            boolean sent, ParsedMail mail, Instant sentAt, PlannedConversation conversation, boolean newest) {
        var objective = conversation.objective;
        var settled = sent
                && !settlements.isOwnReply(mail)
                && settlements.settleBy(
                        Settlements.answer(mail, sentAt, storedMessages), conversation, objective.status);
        if (!sent || !settlements.waitFor(objective)) {
            moveObjective(
                    objective,
                    newest || settled && objective.status == ObjectiveStatus.WAITING_ON_YOU,
                    ObjectiveStatus.WAITING_ON_OTHERS);
        }
    }

    private void recordRecipients(PlannedConversation conversation, List<Participant> recipients) {
        recipients.stream().filter(recipient -> !isOwner(recipient)).forEach(recipient -> {
            conversation.writeTo(recipient);
            writtenTo.add(recipient.email());
        });
    }

    private boolean isOwner(Participant participant) {
        return snapshot.owner().owns(participant.email());
    }

    /** Finds the conversation of the Message-IDs that the message bears or mentions; several conversations are merged. */
    private PlannedConversation conversationOf(ParsedMail mail) {
        var ids = Threading.ids(mail);
        var thread = threadOf(mail, ids);
        var recorded = new HashMap<String, PlannedConversation>();
        for (var id : ids) {
            var known = references.get(id);
            if (known != null && known.current().mayBelongTo(thread)) {
                recorded.put(id, known.current());
            }
        }
        var gmail = thread == null ? null : gmailThreads.get(thread);
        if (gmail != null) {
            recorded.put(mail.messageId(), gmail.current());
        }
        var decision = Threading.decide(ids, recorded, OLDEST_FIRST);
        var known = decision.conversation();
        var conversation = known == null ? openConversation(mail) : known;
        decision.absorbed().forEach(conversation::absorb);
        participants(mail).forEach(conversation::addParticipant);
        ids.stream().filter(id -> !references.containsKey(id)).forEach(id -> {
            references.put(id, conversation);
            newReferences.put(id, conversation);
        });
        if (thread != null) {
            conversation.continueIn(thread);
            gmailThreads.put(thread, conversation);
        }
        return conversation;
    }

    /** Gmail's thread wins over references: its own, else that of the nearest message that the mail refers to. */
    private @Nullable String threadOf(ParsedMail mail, List<String> ids) {
        var thread = mail.gmail().threadId();
        for (var at = ids.size() - 1; thread == null && at >= 0; at--) {
            var known = references.get(ids.get(at));
            thread = known == null ? null : known.current().gmailThreadId();
        }
        return thread;
    }

    /** Nothing waits for mail that lies in the bin or among spam. */
    private static void settle(PlannedObjective objective) {
        if (!objective.hasMail()) {
            objective.moveTo(ObjectiveStatus.HANDLED);
        }
    }

    private PlannedConversation openConversation(ParsedMail mail) {
        var key = SubjectNormalizer.normalised(mail.subject());
        var others = participants(mail)
                .filter(participant -> !participant.email().isEmpty() && !isOwner(participant))
                .map(Participant::email)
                .collect(Collectors.toSet());
        var sameSubject = key == null
                ? new ArrayDeque<PlannedConversation>()
                : bySubject.computeIfAbsent(key, none -> new ArrayDeque<>());
        var objective = sameSubject.stream()
                .map(PlannedConversation::current)
                .filter(conversation -> conversation.objective.isOpen() && conversation.hasAnyOf(others))
                .map(conversation -> conversation.objective)
                .findFirst()
                .orElseGet(() -> PlannedObjective.opened(
                        IdentifierGenerator.next(), mail.subject().isBlank() ? Intake.NO_SUBJECT : mail.subject()));
        objectives.putIfAbsent(objective.id, objective);
        var conversation = PlannedConversation.opened(IdentifierGenerator.next(), key, now, objective);
        conversations.put(conversation.id, conversation);
        sameSubject.addFirst(conversation);
        return conversation;
    }

    private static Stream<Participant> participants(ParsedMail mail) {
        return Stream.concat(Stream.of(mail.sender()), mail.recipients().stream());
    }

    private void propose(PlannedMessage message, boolean newest) {
        var mail = message.mail();
        var conversation = message.conversation();
        var input = new TriageInput(
                mail,
                thread(mail, conversation, newest),
                history(mail.sender(), conversation),
                snapshot.owner(),
                policies,
                now);
        var proposal = Triage.propose(input);
        var verdict = AutonomyGate.decide(snapshot.owner().autonomy(), proposal);
        var rationale = proposal.rationale().withGate(verdict.reason());
        var action = settlements.add(
                new PlannedAction(IdentifierGenerator.next(), message, proposal, rationale, verdict.runs(), null));
        actions.add(action);
        if (action.answers()) {
            answered.add(mail.sender().email());
        }
        if (action.waits()) {
            conversation.awaitReview();
        }
        if (proposal.muted()) {
            conversation.objective.status = ObjectiveStatus.MUTED;
        } else {
            moveObjective(conversation.objective, newest, objectiveAfter(action));
        }
    }

    private TriageInput.Thread thread(ParsedMail mail, PlannedConversation conversation, boolean newest) {
        var sender = mail.sender().email();
        var subject = SubjectNormalizer.normalised(mail.subject());
        var alone = conversation
                .participants()
                .map(ParticipantsJson.Stored::participant)
                .allMatch(one -> one.email().equals(sender) || isOwner(one));
        return new TriageInput.Thread(
                conversation.messages(),
                conversation.isAnswered(),
                newest,
                alone,
                isWrittenTo(sender, subject, conversation));
    }

    /** Tells whether the owner wrote to the sender under this subject, in the same conversation or an earlier one. */
    private boolean isWrittenTo(String sender, @Nullable String subject, PlannedConversation conversation) {
        if (subject == null) {
            return false;
        }
        return subject.equals(conversation.subjectKey) && conversation.isWrittenTo(sender)
                || bySubject.getOrDefault(subject, new ArrayDeque<>()).stream()
                        .map(PlannedConversation::current)
                        .anyMatch(earlier -> subject.equals(earlier.subjectKey) && earlier.isWrittenTo(sender));
    }

    /** A thread in which the owner wrote proves nothing about the sender, who may have joined it with this message. */
    private TriageInput.History history(Participant sender, PlannedConversation conversation) {
        var email = sender.email();
        var before = snapshot.histories().getOrDefault(email, new TriageInput.History(0, false, false));
        var sent = before.sent() || conversation.isWrittenTo(email) || writtenTo.contains(email);
        return new TriageInput.History(
                before.received() + received.getOrDefault(email, 0),
                sent && !isOwner(sender),
                before.answeredLately() || answered.contains(email));
    }

    /** A message that is filed without review changes nothing for an objective that has other mail. */
    private ObjectiveStatus objectiveAfter(PlannedAction action) {
        var objective = action.message().conversation().objective;
        if (action.settled() != null) {
            return settlements.waitFor(objective) ? objective.status : Lifecycle.objectiveAfter(action.settled());
        }
        if (!action.runs()) {
            return ObjectiveStatus.WAITING_ON_YOU;
        }
        return action.type() == ActionType.FILE && objective.hasMail()
                ? objective.status
                : Lifecycle.objectiveAfter(ActionStatus.APPROVED, action.type(), Decider.AGENT);
    }

    /** An old message that arrives late, as in an imported mailbox, does not change the status. */
    private static void moveObjective(PlannedObjective objective, boolean newest, ObjectiveStatus next) {
        if (newest || !objective.hasMail()) {
            objective.moveTo(next);
        }
    }

    private IngestChanges changes(List<IngestOutcome> outcomes) {
        var merged = conversations.values().stream()
                .filter(conversation -> conversation.isMerged() && !conversation.isNew)
                .toList();
        var written = conversations.values().stream()
                .filter(conversation -> !conversation.isMerged() && (conversation.isNew || conversation.isChanged()))
                .toList();
        var touched = written.stream()
                .map(conversation -> conversation.objective)
                .distinct()
                .toList();
        return new IngestChanges(
                touched,
                written,
                merged,
                messages,
                newReferences,
                actions.stream().map(settlements::outcomeOf).toList(),
                settlements.settled(),
                outcomes);
    }
}
