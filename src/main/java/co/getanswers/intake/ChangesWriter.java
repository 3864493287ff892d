package co.getanswers.intake;

import co.getanswers.account.Counter;
import co.getanswers.account.CounterChange;
import co.getanswers.agent.ActionStatus;
import co.getanswers.agent.Decider;
import co.getanswers.agent.Outbox;
import co.getanswers.intake.Changes.NewAction;
import co.getanswers.intake.Changes.NewMessage;
import co.getanswers.platform.Identifiers;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.Json;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Writes what a batch changes: a fixed number of statements, each for all rows of its table. */
final class ChangesWriter {
    private static final String NEW_OBJECTIVES = """
            insert into objectives (id, user_id, title, status, created_at, updated_at)
            values ($2, $1, $3, $4, $5, $5)
            """;

    private static final String MOVED_OBJECTIVES = """
            update objectives
            set status = $3::text, due_at = case when $3::text = 'scheduled' then due_at end, updated_at = $4
            where user_id = $1 and id = $2
            """;

    private static final String NEW_CONVERSATIONS = """
            insert into conversations (id, user_id, objective_id, subject_key, participants, created_at, updated_at)
            values ($2, $1, $3, $4, $5::text::jsonb, $6, $6)
            """;

    private static final String CHANGED_CONVERSATIONS = """
            update conversations set participants = $3::text::jsonb, updated_at = $4
            where user_id = $1 and id = $2
            """;

    private static final List<String> MERGE = Stream.of("messages", "agent_actions", "thread_references")
            .map(table ->
                    "update %s set conversation_id = $2 where user_id = $1 and conversation_id = $3".formatted(table))
            .toList();

    private static final String EMPTIED_CONVERSATIONS =
            "delete from conversations where user_id = $1 and id = any($2) returning objective_id";

    private static final String EMPTIED_OBJECTIVES = """
            delete from objectives o
            where o.user_id = $1 and o.id = any($2)
              and not exists (select from conversations c where c.objective_id = o.id)
            returning o.id, o.status
            """;

    private static final String MESSAGES = """
            insert into messages (
              id, user_id, conversation_id, message_id, in_reply_to, mail_references, sender_email, sender_name,
              subject, body_text, body_html, direction, sent_at, created_at)
            values ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            """;

    private static final String REFERENCES =
            "insert into thread_references (user_id, message_id, conversation_id) values ($1, $2, $3)";

    private static final String ACTIONS = """
            insert into agent_actions (
              id, user_id, conversation_id, message_id, action_type, proposed_content, confidence_score, risk_level,
              priority_score, status, category, summary, rationale, created_at, decided_by, resolved_at, approved_at)
            values ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::text::jsonb, $14, $15, $16, $16)
            """;

    private static final String EXECUTIONS = """
            insert into executions (id, user_id, action_id, status, attempts, available_at, created_at)
            values ($2, $1, $3, 'queued', 0, $4, $5)
            """;

    private final SqlClient transaction;
    private final UUID userId;
    private final Changes changes;
    private final Instant at;
    private final OffsetDateTime now;
    private final Duration undoWindow;
    private final CounterChange counters = new CounterChange();

    private ChangesWriter(SqlClient transaction, UUID userId, Changes changes, Instant at, Duration undoWindow) {
        this.transaction = transaction;
        this.userId = userId;
        this.changes = changes;
        this.at = at;
        this.now = at.atOffset(ZoneOffset.UTC);
        this.undoWindow = undoWindow;
    }

    /** @param undoWindow how long after its decision an action is carried out */
    static Uni<Void> write(SqlClient transaction, UUID userId, Changes changes, Instant now, Duration undoWindow) {
        return new ChangesWriter(transaction, userId, changes, now, undoWindow).write();
    }

    private Uni<Void> write() {
        return objectives()
                .chain(this::conversations)
                .chain(this::merge)
                .chain(() -> each(MESSAGES, changes.messages().stream().map(this::message)))
                .chain(() -> each(
                        REFERENCES,
                        changes.references().entrySet().stream()
                                .map(entry -> Tuple.of(
                                        userId, entry.getKey(), entry.getValue().current().id))))
                .chain(this::actions)
                .chain(() -> counters.apply(transaction, userId));
    }

    private Uni<Void> objectives() {
        changes.objectives().forEach(this::count);
        return each(
                        NEW_OBJECTIVES,
                        changes.objectives().stream()
                                .filter(ObjectiveState::isNew)
                                .map(objective -> Tuple.of(
                                        userId, objective.id, objective.title, objective.status.spelling(), now)))
                .chain(() -> each(
                        MOVED_OBJECTIVES,
                        changes.objectives().stream()
                                .filter(objective -> !objective.isNew())
                                .map(objective -> Tuple.of(userId, objective.id, objective.status.spelling(), now))));
    }

    private void count(ObjectiveState objective) {
        if (!objective.isNew()) {
            counters.add(Counter.objectives(objective.before.spelling()), -1);
        }
        counters.add(Counter.objectives(objective.status.spelling()), 1);
    }

    private Uni<Void> conversations() {
        return each(
                        NEW_CONVERSATIONS,
                        changes.conversations().stream()
                                .filter(conversation -> conversation.isNew)
                                .map(conversation -> Tuple.tuple(List.of())
                                        .addValue(userId)
                                        .addValue(conversation.id)
                                        .addValue(conversation.objective.id)
                                        .addValue(conversation.subjectKey)
                                        .addValue(StoredParticipants.write(conversation.participants()))
                                        .addValue(now)))
                .chain(() -> each(
                        CHANGED_CONVERSATIONS,
                        changes.conversations().stream()
                                .filter(conversation -> !conversation.isNew)
                                .map(conversation -> Tuple.of(
                                        userId,
                                        conversation.id,
                                        StoredParticipants.write(conversation.participants()),
                                        now))));
    }

    /** What the merged conversations held goes to where they were merged; they and what they leave empty go away. */
    private Uni<Void> merge() {
        if (changes.merged().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var moves = changes.merged().stream()
                .map(conversation -> Tuple.of(userId, conversation.current().id, conversation.id))
                .toList();
        var emptied =
                changes.merged().stream().map(conversation -> conversation.id).toArray(UUID[]::new);
        var left = changes.merged().stream()
                .map(conversation -> conversation.objective.id)
                .distinct()
                .toArray(UUID[]::new);
        var moved = Uni.createFrom().voidItem();
        for (var table : MERGE) {
            moved = moved.chain(() -> each(table, moves.stream()));
        }
        return moved.chain(
                        () -> transaction.preparedQuery(EMPTIED_CONVERSATIONS).execute(Tuple.of(userId, emptied)))
                .chain(() -> transaction.preparedQuery(EMPTIED_OBJECTIVES).execute(Tuple.of(userId, left)))
                .invoke(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .forEach(row -> counters.add(Counter.objectives(row.getString("status")), -1)))
                .replaceWithVoid();
    }

    private Tuple message(NewMessage message) {
        var mail = message.mail();
        return Tuple.tuple(List.of())
                .addValue(userId)
                .addValue(message.id())
                .addValue(message.conversation().current().id)
                .addValue(mail.messageId())
                .addValue(mail.inReplyTo())
                .addValue(mail.references().toArray(String[]::new))
                .addValue(mail.sender().email())
                .addValue(mail.sender().name())
                .addValue(mail.subject())
                .addValue(mail.text())
                .addValue(mail.html())
                .addValue(message.direction().spelling())
                .addValue(mail.sentAt().atOffset(ZoneOffset.UTC))
                .addValue(now);
    }

    private Uni<Void> actions() {
        changes.actions().forEach(this::count);
        return each(ACTIONS, changes.actions().stream().map(this::action)).chain(this::executions);
    }

    private Uni<Void> executions() {
        var running = changes.actions().stream().filter(NewAction::runs).toList();
        if (running.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return each(
                        EXECUTIONS,
                        running.stream()
                                .map(action ->
                                        Tuple.of(userId, Identifiers.next(), action.id(), now.plus(undoWindow), now)))
                .chain(() -> transaction.query(Outbox.ANNOUNCE).execute())
                .replaceWithVoid();
    }

    private void count(NewAction action) {
        if (action.runs()) {
            counters.resolved(at, true);
        } else {
            counters.add(Counter.pending(action.proposal().risk().spelling()), 1);
        }
    }

    private Tuple action(NewAction action) {
        var proposal = action.proposal();
        return Tuple.tuple(List.of())
                .addValue(userId)
                .addValue(action.id())
                .addValue(action.message().conversation().current().id)
                .addValue(action.message().id())
                .addValue(action.type().spelling())
                .addValue(proposal.content())
                .addValue(proposal.confidence())
                .addValue(proposal.risk().spelling())
                .addValue(proposal.priority())
                .addValue((action.runs() ? ActionStatus.APPROVED : ActionStatus.PENDING).spelling())
                .addValue(proposal.category().spelling())
                .addValue(proposal.summary())
                .addValue(Json.encode(action.rationale()))
                .addValue(now)
                .addValue(action.runs() ? Decider.AGENT.spelling() : null)
                .addValue(action.runs() ? now : null);
    }

    private Uni<Void> each(String sql, Stream<Tuple> rows) {
        var batch = rows.toList();
        return batch.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery(sql).executeBatch(batch).replaceWithVoid();
    }
}
