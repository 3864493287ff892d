package co.getanswers.intake;

import static co.getanswers.account.BatchStatement.NOW;

import co.getanswers.account.BatchStatement;
import co.getanswers.account.Counter;
import co.getanswers.account.JoinedStatement;
import co.getanswers.account.MailboxTransaction.Mailbox;
import co.getanswers.action.ActionStatus;
import co.getanswers.action.Decider;
import co.getanswers.action.ExecutionStore;
import co.getanswers.action.SettledElsewhere;
import co.getanswers.intake.IngestChanges.PlannedAction;
import co.getanswers.intake.IngestChanges.PlannedMessage;
import co.getanswers.mail.MessageWriter;
import co.getanswers.mail.NewMessage;
import co.getanswers.mail.ParticipantsJson;
import co.getanswers.original.SourceWriter;
import co.getanswers.original.SourceWriter.NewSource;
import co.getanswers.platform.database.Pipeline;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.Json;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Writes the changes of a batch: a fixed number of statements, each for all rows of its table. */
final class IngestWriter {
    private static final BatchStatement<PlannedObjective> NEW_OBJECTIVES = BatchStatement.<PlannedObjective>columns()
            .expression("created_at", NOW)
            .expression("updated_at", NOW)
            .uuid("id", objective -> objective.id)
            .text("title", objective -> objective.title)
            .text("status", objective -> objective.status.value())
            .insertInto("objectives");

    private static final BatchStatement<PlannedObjective> MOVED_OBJECTIVES = BatchStatement.<PlannedObjective>columns()
            .expression("updated_at", NOW)
            .uuid("id", objective -> objective.id)
            .text("status", objective -> objective.status.value())
            .expression("due_at", "case when batch.status = 'scheduled' then objectives.due_at end")
            .update("objectives");

    private static final BatchStatement<PlannedConversation> NEW_CONVERSATIONS =
            BatchStatement.<PlannedConversation>columns()
                    .expression("created_at", NOW)
                    .expression("updated_at", NOW)
                    .uuid("id", conversation -> conversation.id)
                    .uuid("objective_id", conversation -> conversation.objective.id)
                    .text("subject_key", conversation -> conversation.subjectKey)
                    .text("gmail_thread_id", PlannedConversation::gmailThreadId)
                    .json("participants", conversation -> ParticipantsJson.write(conversation.participants()))
                    .insertInto("conversations");

    private static final BatchStatement<PlannedConversation> CHANGED_CONVERSATIONS =
            BatchStatement.<PlannedConversation>columns()
                    .expression("updated_at", NOW)
                    .uuid("id", conversation -> conversation.id)
                    .text("gmail_thread_id", PlannedConversation::gmailThreadId)
                    .json("participants", conversation -> ParticipantsJson.write(conversation.participants()))
                    .update("conversations");

    private static final BatchStatement<PlannedAction> ACTIONS = BatchStatement.<PlannedAction>columns()
            .expression("created_at", NOW)
            .uuid("id", PlannedAction::id)
            .uuid("conversation_id", action -> action.message().conversation().current().id)
            .uuid("message_id", action -> action.message().id())
            .text("action_type", action -> action.type().value())
            .text("proposed_content", action -> action.proposal().content())
            .real("confidence_score", action -> action.proposal().confidence())
            .text("risk_level", action -> action.proposal().risk().value())
            .integer("priority_score", action -> action.proposal().priority())
            .text("category", action -> action.proposal().category().value())
            .text("summary", action -> action.proposal().summary())
            .timestamp("due_at", action -> action.proposal().dueAt())
            .json("rationale", action -> Json.encode(action.rationale()))
            .text("status", action -> status(action).value())
            .text("decided_by", IngestWriter::decider)
            .text(
                    "override_reason",
                    action -> action.settled() == null ? null : action.settled().reason())
            .expression("resolved_at", "case when batch.decided_by is not null then " + NOW + " end")
            .expression("approved_at", "case when batch.status = 'approved' then " + NOW + " end")
            .insertInto("agent_actions");

    private static final List<String> MERGE = Stream.of("messages", "agent_actions", "thread_references")
            .map(table ->
                    "update %s set conversation_id = $2 where user_id = $1 and conversation_id = $3".formatted(table))
            .toList();

    private static final String DELETE_MERGED = "delete from conversations where user_id = $1 and id = any($2)";

    private static final String DELETE_EMPTIED = """
            delete from objectives o
            where o.user_id = $1 and o.id = any($2)
              and not exists (select from conversations c where c.objective_id = o.id)
            returning o.id, o.status
            """;

    private final Mailbox mailbox;
    private final IngestChanges changes;
    private final ExecutionStore executions;

    private IngestWriter(Mailbox mailbox, IngestChanges changes, ExecutionStore executions) {
        this.mailbox = mailbox;
        this.changes = changes;
        this.executions = executions;
    }

    /** @param executions enqueues the actions that need no review */
    static Uni<Void> write(Mailbox mailbox, IngestChanges changes, ExecutionStore executions) {
        return new IngestWriter(mailbox, changes, executions).write();
    }

    /** Does the same, and leaves the counters to the end of the transaction, which changes more. */
    static Uni<Void> writeApart(Mailbox mailbox, IngestChanges changes, ExecutionStore executions) {
        return new IngestWriter(mailbox, changes, executions).writeApart();
    }

    private Uni<Void> write() {
        if (changes.merged().isEmpty()) {
            count();
            // Before the counters are written, which this changes.
            var settled = settled();
            var joined = contents(parents(new JoinedStatement(mailbox)));
            return joined.executeWithCounters().chain(() -> settled).chain(this::executions);
        }
        return writeApart();
    }

    private Uni<Void> writeApart() {
        count();
        return parents(new JoinedStatement(mailbox))
                .execute()
                .chain(() -> changes.merged().isEmpty() ? Uni.createFrom().voidItem() : merge())
                .chain(() -> contents(new JoinedStatement(mailbox)).execute())
                .chain(this::settled)
                .chain(this::executions);
    }

    private void count() {
        changes.objectives().forEach(this::count);
        changes.actions().forEach(this::count);
    }

    private void count(PlannedObjective objective) {
        if (objective.before != null) {
            mailbox.counters().add(Counter.objectives(objective.before.value()), -1);
        }
        mailbox.counters().add(Counter.objectives(objective.status.value()), 1);
    }

    private static ActionStatus status(PlannedAction action) {
        return action.runs()
                ? ActionStatus.APPROVED
                : action.settled() == null ? ActionStatus.PENDING : ActionStatus.REJECTED;
    }

    private static @Nullable String decider(PlannedAction action) {
        return action.runs() ? Decider.AGENT.value() : action.settled() == null ? null : Decider.PERSON.value();
    }

    private void count(PlannedAction action) {
        if (action.runs() || action.settled() != null) {
            mailbox.counters().resolved(mailbox.now(), action.runs());
        } else {
            mailbox.counters().add(Counter.pending(action.proposal().risk().value()), 1);
        }
    }

    private JoinedStatement parents(JoinedStatement joined) {
        var objectives = changes.objectives().stream().collect(Collectors.partitioningBy(PlannedObjective::isNew));
        var conversations =
                changes.conversations().stream().collect(Collectors.partitioningBy(conversation -> conversation.isNew));
        return joined.add(NEW_OBJECTIVES, objectives.getOrDefault(true, List.of()))
                .add(MOVED_OBJECTIVES, objectives.getOrDefault(false, List.of()))
                .add(NEW_CONVERSATIONS, conversations.getOrDefault(true, List.of()))
                .add(CHANGED_CONVERSATIONS, conversations.getOrDefault(false, List.of()));
    }

    /**
     * Moves the contents of the merged conversations to the conversations that they became part of, then deletes the
     * merged ones and the objectives that they leave empty.
     */
    private Uni<Void> merge() {
        var moves = changes.merged().stream()
                .map(conversation -> Tuple.of(mailbox.userId(), conversation.current().id, conversation.id))
                .toList();
        var merged =
                changes.merged().stream().map(conversation -> conversation.id).toArray(UUID[]::new);
        var left = changes.merged().stream()
                .map(conversation -> conversation.objective.id)
                .distinct()
                .toArray(UUID[]::new);
        var moved = Uni.createFrom().voidItem();
        for (var table : MERGE) {
            moved = moved.chain(() ->
                    mailbox.client().preparedQuery(table).executeBatch(moves).replaceWithVoid());
        }
        return moved.chain(
                        () -> mailbox.client().preparedQuery(DELETE_MERGED).execute(Tuple.of(mailbox.userId(), merged)))
                .chain(() -> mailbox.client().preparedQuery(DELETE_EMPTIED).execute(Tuple.of(mailbox.userId(), left)))
                .invoke(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .forEach(row -> mailbox.counters().add(Counter.objectives(row.getString("status")), -1)))
                .replaceWithVoid();
    }

    private JoinedStatement contents(JoinedStatement joined) {
        var messages = changes.messages().stream().map(IngestWriter::row).toList();
        var references = changes.references().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, reference -> reference.getValue().current().id));
        return SourceWriter.insert(MessageWriter.insert(joined, messages, references), sources())
                .add(ACTIONS, changes.actions());
    }

    private Uni<Void> settled() {
        var statements = SettledCards.write(mailbox, changes.settled(), SettledElsewhere.ANSWERED, executions)
                .toList();
        return statements.isEmpty()
                ? Uni.createFrom().voidItem()
                : Pipeline.of(statements).replaceWithVoid();
    }

    private List<NewSource> sources() {
        var sources = new ArrayList<NewSource>();
        for (var message : changes.messages()) {
            var source = message.source();
            if (source != null) {
                sources.add(new NewSource(message.id(), source));
            }
        }
        return sources;
    }

    /** A reply refers to the mail by the Message-ID that its sender gave it, the last one here. */
    private static List<String> references(PlannedMessage message) {
        var references = message.mail().references();
        return message.usedId() == null
                ? references
                : Stream.concat(references.stream(), Stream.of(message.usedId()))
                        .toList();
    }

    private static NewMessage row(PlannedMessage message) {
        var mail = message.mail();
        return new NewMessage(
                message.id(),
                message.conversation().current().id,
                message.direction(),
                mail.messageId(),
                mail.inReplyTo(),
                references(message),
                mail.sender(),
                mail.addresses(),
                mail.subject(),
                mail.text(),
                mail.html(),
                mail.attachments(),
                mail.contentHash(),
                mail.evidence().failed() || mail.gmail().discarded(),
                mail.sentAt());
    }

    /** Enqueues the actions that run. */
    private Uni<Void> executions() {
        var running = changes.actions().stream()
                .filter(PlannedAction::runs)
                .map(PlannedAction::id)
                .toList();
        var answers = changes.actions().stream()
                .filter(PlannedAction::answers)
                .collect(Collectors.toMap(
                        PlannedAction::id,
                        action -> action.message().mail().sender().email()));
        var enqueued = running.isEmpty()
                ? Uni.createFrom().voidItem()
                : executions.enqueue(mailbox.client(), mailbox.userId(), running, mailbox.now());
        return enqueued.chain(
                () -> answers.isEmpty() ? Uni.createFrom().voidItem() : executions.recordAnswers(mailbox, answers));
    }
}
