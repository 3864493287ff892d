package co.getanswers.intake;

import co.getanswers.account.Counter;
import co.getanswers.account.MailboxTransaction.Mailbox;
import co.getanswers.action.ActionStatus;
import co.getanswers.action.Decider;
import co.getanswers.action.ExecutionStore;
import co.getanswers.intake.IngestChanges.NewAction;
import co.getanswers.intake.IngestChanges.NewMessage;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.Json;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Writes what a batch changes: a fixed number of statements, each for all rows of its table. */
final class IngestWriter {
    private static final String NEW_OBJECTIVES = """
            insert into objectives (user_id, created_at, updated_at, id, title, status)
            select $1, $2, $2, *
            from unnest($3::uuid[], $4::text[], $5::text[])
            """;

    /**
     * The owner is compared in a way that no index serves: of an owner with little mail so far, all rows would be read,
     * and before the statistics know, an import has made them many.
     */
    private static final String MOVED_OBJECTIVES = """
            update objectives o
            set status = moved.status, due_at = case when moved.status = 'scheduled' then o.due_at end, updated_at = $2
            from unnest($3::uuid[], $4::text[]) as moved (id, status)
            where o.id = moved.id and o.user_id is not distinct from $1
            """;

    private static final String NEW_CONVERSATIONS = """
            insert into conversations (user_id, created_at, updated_at, id, objective_id, subject_key, participants)
            select $1, $2, $2, id, objective_id, subject_key, participants::jsonb
            from unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[])
              as opened (id, objective_id, subject_key, participants)
            """;

    /** The owner is compared as in {@link #MOVED_OBJECTIVES}. */
    private static final String CHANGED_CONVERSATIONS = """
            update conversations c
            set participants = changed.participants::jsonb, updated_at = $2
            from unnest($3::uuid[], $4::text[]) as changed (id, participants)
            where c.id = changed.id and c.user_id is not distinct from $1
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
              user_id, created_at, mail_references, id, conversation_id, message_id, in_reply_to, sender_email,
              sender_name, subject, body_text, body_html, direction, sent_at)
            select $1, $2, string_to_array(lines, E'\\n'), id, conversation_id, message_id, in_reply_to, sender_email,
              sender_name, subject, body_text, body_html, direction, sent_at
            from unnest($3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
                $11::text[], $12::text[], $13::text[], $14::timestamptz[])
              as taken (lines, id, conversation_id, message_id, in_reply_to, sender_email, sender_name, subject,
                body_text, body_html, direction, sent_at)
            """;

    private static final String REFERENCES = """
            insert into thread_references (user_id, message_id, conversation_id)
            select $1, * from unnest($2::text[], $3::uuid[])
            """;

    private static final String ACTIONS = """
            insert into agent_actions (
              user_id, created_at, id, conversation_id, message_id, action_type, proposed_content, confidence_score,
              risk_level, priority_score, status, category, summary, rationale, decided_by, resolved_at, approved_at)
            select $1, $2, id, conversation_id, message_id, action_type, proposed_content, confidence_score,
              risk_level, priority_score, status, category, summary, rationale::jsonb, decided_by, resolved_at, resolved_at
            from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::float8[], $9::text[], $10::int[],
                $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::timestamptz[])
              as proposed (id, conversation_id, message_id, action_type, proposed_content, confidence_score, risk_level,
                priority_score, status, category, summary, rationale, decided_by, resolved_at)
            """;

    private final Mailbox mailbox;
    private final IngestChanges changes;
    private final OffsetDateTime now;
    private final ExecutionStore executions;

    private IngestWriter(Mailbox mailbox, IngestChanges changes, ExecutionStore executions) {
        this.mailbox = mailbox;
        this.changes = changes;
        this.now = mailbox.now().atOffset(ZoneOffset.UTC);
        this.executions = executions;
    }

    /** @param executions enqueues the actions that need no review */
    static Uni<Void> write(Mailbox mailbox, IngestChanges changes, ExecutionStore executions) {
        return new IngestWriter(mailbox, changes, executions).write();
    }

    private Uni<Void> write() {
        return objectives()
                .chain(this::conversations)
                .chain(this::merge)
                .chain(() -> all(MESSAGES, messages()))
                .chain(() -> all(REFERENCES, references()))
                .chain(this::actions);
    }

    private Uni<Void> objectives() {
        changes.objectives().forEach(this::count);
        return all(
                        NEW_OBJECTIVES,
                        ColumnArrays.of(
                                        changes.objectives().stream().filter(PlannedObjective::isNew),
                                        mailbox.userId(),
                                        now)
                                .and(UUID[]::new, objective -> objective.id)
                                .and(String[]::new, objective -> objective.title)
                                .and(String[]::new, objective -> objective.status.value()))
                .chain(() -> all(
                        MOVED_OBJECTIVES,
                        ColumnArrays.of(
                                        changes.objectives().stream().filter(objective -> !objective.isNew()),
                                        mailbox.userId(),
                                        now)
                                .and(UUID[]::new, objective -> objective.id)
                                .and(String[]::new, objective -> objective.status.value())));
    }

    private void count(PlannedObjective objective) {
        if (!objective.isNew()) {
            mailbox.counters().add(Counter.objectives(objective.before.value()), -1);
        }
        mailbox.counters().add(Counter.objectives(objective.status.value()), 1);
    }

    private Uni<Void> conversations() {
        return all(
                        NEW_CONVERSATIONS,
                        ColumnArrays.of(
                                        changes.conversations().stream().filter(conversation -> conversation.isNew),
                                        mailbox.userId(),
                                        now)
                                .and(UUID[]::new, conversation -> conversation.id)
                                .and(UUID[]::new, conversation -> conversation.objective.id)
                                .and(String[]::new, conversation -> conversation.subjectKey)
                                .and(
                                        String[]::new,
                                        conversation -> ParticipantsJson.write(conversation.participants())))
                .chain(() -> all(
                        CHANGED_CONVERSATIONS,
                        ColumnArrays.of(
                                        changes.conversations().stream().filter(conversation -> !conversation.isNew),
                                        mailbox.userId(),
                                        now)
                                .and(UUID[]::new, conversation -> conversation.id)
                                .and(
                                        String[]::new,
                                        conversation -> ParticipantsJson.write(conversation.participants()))));
    }

    /** What the merged conversations held goes to where they were merged; they and what they leave empty go away. */
    private Uni<Void> merge() {
        if (changes.merged().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var moves = changes.merged().stream()
                .map(conversation -> Tuple.of(mailbox.userId(), conversation.current().id, conversation.id))
                .toList();
        var emptied =
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
        return moved.chain(() -> mailbox.client()
                        .preparedQuery(EMPTIED_CONVERSATIONS)
                        .execute(Tuple.of(mailbox.userId(), emptied)))
                .chain(() ->
                        mailbox.client().preparedQuery(EMPTIED_OBJECTIVES).execute(Tuple.of(mailbox.userId(), left)))
                .invoke(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .forEach(row -> mailbox.counters().add(Counter.objectives(row.getString("status")), -1)))
                .replaceWithVoid();
    }

    private ColumnArrays<NewMessage> messages() {
        return ColumnArrays.of(changes.messages().stream(), mailbox.userId(), now)
                // An array of arrays would have to have equally many in each; no Message-ID holds the end of a line.
                .and(String[]::new, message -> String.join("\n", message.mail().references()))
                .and(UUID[]::new, NewMessage::id)
                .and(UUID[]::new, message -> message.conversation().current().id)
                .and(String[]::new, message -> message.mail().messageId())
                .and(String[]::new, message -> message.mail().inReplyTo())
                .and(String[]::new, message -> message.mail().sender().email())
                .and(String[]::new, message -> message.mail().sender().name())
                .and(String[]::new, message -> message.mail().subject())
                .and(String[]::new, message -> message.mail().text())
                .and(String[]::new, message -> message.mail().html())
                .and(String[]::new, message -> message.direction().value())
                .and(OffsetDateTime[]::new, message -> message.mail().sentAt().atOffset(ZoneOffset.UTC));
    }

    private ColumnArrays<Map.Entry<String, PlannedConversation>> references() {
        return ColumnArrays.of(changes.references().entrySet().stream(), mailbox.userId())
                .and(String[]::new, Map.Entry::getKey)
                .and(UUID[]::new, reference -> reference.getValue().current().id);
    }

    private Uni<Void> actions() {
        changes.actions().forEach(this::count);
        return all(
                        ACTIONS,
                        ColumnArrays.of(changes.actions().stream(), mailbox.userId(), now)
                                .and(UUID[]::new, NewAction::id)
                                .and(
                                        UUID[]::new,
                                        action ->
                                                action.message().conversation().current().id)
                                .and(UUID[]::new, action -> action.message().id())
                                .and(String[]::new, action -> action.type().value())
                                .and(String[]::new, action -> action.proposal().content())
                                .and(Double[]::new, action -> action.proposal().confidence())
                                .and(
                                        String[]::new,
                                        action -> action.proposal().risk().value())
                                .and(Integer[]::new, action -> action.proposal().priority())
                                .and(
                                        String[]::new,
                                        action ->
                                                (action.runs() ? ActionStatus.APPROVED : ActionStatus.PENDING).value())
                                .and(
                                        String[]::new,
                                        action -> action.proposal().category().value())
                                .and(String[]::new, action -> action.proposal().summary())
                                .and(String[]::new, action -> Json.encode(action.rationale()))
                                .and(String[]::new, action -> action.runs() ? Decider.AGENT.value() : null)
                                .and(OffsetDateTime[]::new, action -> action.runs() ? now : null))
                .chain(this::executions);
    }

    private Uni<Void> executions() {
        var running = changes.actions().stream()
                .filter(NewAction::runs)
                .map(NewAction::id)
                .toList();
        return running.isEmpty()
                ? Uni.createFrom().voidItem()
                : executions.enqueue(mailbox.client(), mailbox.userId(), running, mailbox.now());
    }

    private void count(NewAction action) {
        if (action.runs()) {
            mailbox.counters().resolved(mailbox.now(), true);
        } else {
            mailbox.counters().add(Counter.pending(action.proposal().risk().value()), 1);
        }
    }

    private Uni<Void> all(String sql, ColumnArrays<?> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : mailbox.client().preparedQuery(sql).execute(rows.parameters()).replaceWithVoid();
    }
}
