package co.getanswers.review;

import co.getanswers.account.AccountDeleted;
import co.getanswers.account.AuthenticatedUser;
import co.getanswers.account.Counter;
import co.getanswers.account.MailboxTransaction;
import co.getanswers.account.MailboxTransaction.Mailbox;
import co.getanswers.action.ActionStatus;
import co.getanswers.action.Decider;
import co.getanswers.action.ExecutionSettings;
import co.getanswers.action.ExecutionStore;
import co.getanswers.action.Lifecycle;
import co.getanswers.objective.ObjectiveStatus;
import co.getanswers.platform.EnumValue;
import co.getanswers.platform.Failure;
import co.getanswers.platform.database.AfterCommit;
import co.getanswers.policy.RiskLevel;
import co.getanswers.triage.ActionType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides cards. One of several deciders of a card wins, and the others learn the decision. */
@ApplicationScoped
public class DecisionService {
    private static final String REPLIES = Arrays.stream(ActionType.values())
            .filter(ActionType::isReply)
            .map(DecisionService::literal)
            .collect(Collectors.joining(", "));

    /** The id of the message that a reply to {@code a} answers. */
    private static final String ANSWERED = """
            coalesce(a.message_id, (
              select latest.id
              from messages latest
              where latest.user_id = $1 and latest.conversation_id = a.conversation_id
                and latest.direction = 'incoming'
              order by latest.sent_at desc
              limit 1))""";

    /** The reason why the decision $3 about {@code a} can't send its reply; null if it can, or sends none. */
    private static final String REFUSAL = """
            case
              when $3 = 'rejected' or $6::text is null and a.action_type not in (%1$s) then null
              when %2$s then '%3$s'
              when coalesce($10::text::jsonb, a.recipients) is not null then null
              when a.action_type not in (%1$s) and %4$s is null then '%5$s'
              else %6$s
            end""".formatted(
                    REPLIES,
                    ReplyRefusal.isUnanswerable("a"),
                    ReplyRefusal.UNANSWERABLE,
                    ANSWERED,
                    ReplyRefusal.NOBODY,
                    ReplyRefusal.ofRecipients(ANSWERED, "coalesce($9::boolean, a.reply_all)"));

    /**
     * A whole decision. Parameters: the user and the card; the outcome; the seconds of the undo window, before which no
     * execution is run; the note, the edit and the reason; the execution's id; the choice to reply to all and the
     * recipients that the person typed, each null where there is none; the session that decides, null without one. A
     * session that has ended decides nothing, also where it is still taken for alive.
     *
     * <p>Its time is the database's, read after the snapshot: later than that of every writer whose rows the decision could
     * see, and earlier than that of every writer that waits for it.
     *
     * <p>The statement relies on the snapshot of its beginning. Every writer of the user's objectives and actions changes
     * the user's counters as well: when these have another version by the time that they are changed here, the snapshot
     * may be out of date, and nothing is written.
     *
     * <p>A text that the person typed is a reply: a card of a type that sends no mail becomes a draft by it, or is refused
     * when nobody can be answered.
     */
    static final String DECIDE = """
            with clock as materialized (
              select at, (at at time zone 'UTC')::date as today from clock_timestamp() as at
            ), seen as (
              select k.xmin as version, a.id, a.status, a.decided_by, a.resolved_at, a.risk_level,
                     o.id as objective_id, o.status as objective_before, o.due_at as objective_due_before,
                     case when a.status <> 'pending' then %s else false end as kept,
                     %s as refusal,
                     $11::uuid is not null and not exists (
                       select from sessions s where s.id = $11 and s.user_id = $1 and s.ended_at is null) as ended,
                     case
                       when o.status = 'muted' then o.status
                       when $3 = 'rejected' then %s
                       when exists (
                         select from conversations oc
                         join agent_actions other on other.user_id = $1 and other.conversation_id = oc.id
                         where oc.user_id = $1 and oc.objective_id = o.id
                           and other.status = 'pending' and other.id <> $2
                       ) then o.status
                       when $3 = 'edited' then %s
                       else case a.action_type %s end
                     end as objective_after
              from user_counters k
              left join agent_actions a on a.user_id = $1 and a.id = $2
              left join conversations c on c.user_id = $1 and c.id = a.conversation_id
              left join objectives o on o.user_id = $1 and o.id = c.objective_id
              where k.user_id = $1
            ), counted as (
              update user_counters k
              set %s, %s,
                  resolved_on = greatest(resolved_on, (select today from clock)),
                  resolved_that_day = case when resolved_on >= (select today from clock) then resolved_that_day else 0 end
                    + case when resolved_on > (select today from clock) then 0 else 1 end - (seen.kept and (seen.resolved_at at time zone 'UTC')::date = greatest(resolved_on, (select today from clock)))::integer,
                  autonomous_that_day = case when resolved_on >= (select today from clock) then autonomous_that_day else 0 end
                    - (seen.kept and (seen.resolved_at at time zone 'UTC')::date = greatest(resolved_on, (select today from clock)))::integer
              from seen
              where k.user_id = $1 and k.xmin = seen.version and (seen.status = 'pending' or seen.kept)
                and seen.refusal is null and not seen.ended
              returning seen.*
            ), moved as (
              update objectives o
              set status = counted.objective_after, updated_at = (select at from clock),
                  due_at = case when counted.objective_after = 'scheduled' then due_at end
              from counted
              where o.user_id = $1 and o.id = counted.objective_id and o.status <> counted.objective_after
            ), decided as (
              update agent_actions a
              set status = $3, decided_by = 'person', resolved_at = (select at from clock), updated_at = (select at from clock),
                  approved_at = case when $3 <> 'rejected' then (select at from clock) end, approval_note = $5,
                  user_edit = coalesce($6, user_edit), override_reason = $7, returned_reason = null,
                  reply_all = coalesce($9, reply_all), recipients = coalesce($10::text::jsonb, recipients),
                  objective_before = counted.objective_before,
                  objective_due_before = counted.objective_due_before,
                  action_type = case when $6::text is null or a.action_type in (%s) then a.action_type else %s end,
                  action_type_before =
                    case when $6::text is null or a.action_type in (%s) then a.action_type_before else a.action_type end
              from counted
              where a.user_id = $1 and a.id = counted.id
              returning a.*
            ), execution as (
              %s
            ), discarded as (
              %s
            )
            select seen.id as seen_id, seen.status as seen_status, seen.decided_by as seen_decided_by,
                   seen.resolved_at as seen_resolved_at, seen.kept as seen_kept, seen.refusal, seen.ended, %s,
                   case when e.id is not null then (%s) end as notified
            from seen
            left join decided page on true
            %s
            left join execution e on true""".formatted(
            ExecutionStore.IS_KEPT_DRAFT,
            REFUSAL,
            literal(objectiveAfter(ActionStatus.REJECTED, ActionType.DRAFT)),
            literal(objectiveAfter(ActionStatus.EDITED, ActionType.DRAFT)),
            joined(
                    " ",
                    ActionType.values(),
                    type -> "when " + literal(type) + " then " + literal(objectiveAfter(ActionStatus.APPROVED, type))),
            joined(
                    ", ",
                    RiskLevel.values(),
                    risk -> "pending_%1$s = pending_%1$s - (not seen.kept and seen.risk_level = '%1$s')::integer"
                            .formatted(risk.value())),
            joined(
                    ", ",
                    ObjectiveStatus.values(),
                    status ->
                            "%1$s = %1$s + (seen.objective_after = '%1$s')::integer - (seen.objective_before = '%1$s')::integer"
                                    .formatted(status.value())),
            REPLIES,
            literal(ActionType.DRAFT),
            REPLIES,
            ExecutionStore.ENQUEUE_DECIDED,
            ExecutionStore.DISCARD_DECIDED,
            Card.COLUMNS,
            ExecutionStore.NOTIFY,
            Card.JOINS);

    private static final String ESCALATE = """
            with seen as (
              select id, status, decided_by, resolved_at, risk_level
              from agent_actions
              where user_id = $1 and id = $2
            ), escalated as (
              update agent_actions a
              set risk_level = 'high', escalation_note = coalesce($3, a.escalation_note), updated_at = $4
              from seen
              where a.user_id = $1 and a.id = seen.id and seen.status = 'pending'
            )
            select * from seen""";

    private final Pool pool;
    private final MailboxTransaction mailboxes;
    private final DecisionMetrics metrics;
    private final ExecutionSettings settings;

    DecisionService(Pool pool, MailboxTransaction mailboxes, DecisionMetrics metrics, ExecutionSettings settings) {
        this.pool = pool;
        this.mailboxes = mailboxes;
        this.metrics = metrics;
        this.settings = settings;
    }

    private static ObjectiveStatus objectiveAfter(ActionStatus outcome, ActionType type) {
        return Lifecycle.objectiveAfter(outcome, type, Decider.PERSON);
    }

    private static String literal(Enum<?> constant) {
        return "'" + EnumValue.of(constant) + "'";
    }

    private static <E> String joined(String delimiter, E[] constants, Function<E, String> text) {
        return Arrays.stream(constants).map(text).collect(Collectors.joining(delimiter));
    }

    /**
     * @return the card after the decision
     * @throws AlreadyDecided (in the Uni) when the card isn't pending any more
     * @throws Failure.Conflict (in the Uni) when the person's text can't be sent as a reply
     * @throws Failure.NotFound (in the Uni) when the user has no such card
     * @throws Failure.Unauthenticated (in the Uni) when the session has ended
     */
    public Uni<Card> decide(AuthenticatedUser user, UUID id, Decision decision) {
        var parameters = parameters(user.id(), user.sessionId(), id, decision, settings.undoWindow());
        var effects = AfterCommit.ofNext();
        return decide(pool, parameters, decision)
                // Another writer was first; with the mailbox locked, the snapshot is the last state.
                .chain(card -> card.isPresent()
                        ? Uni.createFrom().item(card)
                        : mailboxes.run(user, mailbox -> decide(mailbox.client(), parameters, decision)))
                .map(Optional::orElseThrow)
                .invoke(card -> count(effects, decision, card))
                .invoke(effects::committed);
    }

    /**
     * Decides a card in a transaction that has locked its mailbox.
     *
     * @return as {@link #decide(AuthenticatedUser, UUID, Decision)}
     */
    Uni<Card> decide(Mailbox mailbox, UUID sessionId, UUID id, Decision decision) {
        var parameters = parameters(mailbox.userId(), sessionId, id, decision, settings.undoWindow());
        return decide(mailbox.client(), parameters, decision)
                .map(Optional::orElseThrow)
                .invoke(card -> count(mailbox.afterCommit(), decision, card));
    }

    private void count(AfterCommit effects, Decision decision, Card card) {
        effects.add(() -> metrics.decided(decision.outcome(), card.createdAt(), card.updatedAt()));
    }

    private static Uni<Optional<Card>> decide(SqlClient client, Tuple parameters, Decision decision) {
        return client.preparedQuery(DECIDE).execute(parameters).map(rows -> decided(rows, decision));
    }

    static Tuple parameters(UUID userId, @Nullable UUID sessionId, UUID id, Decision decision, Duration undoWindow) {
        return Tuple.from(Arrays.asList(
                userId,
                id,
                decision.outcome().value(),
                undoWindow.toMillis() / 1000.0,
                decision.note(),
                decision.edit(),
                decision.reason(),
                decision.execution(),
                decision.replyAll(),
                decision.recipients(),
                sessionId));
    }

    /** @return empty when the snapshot was out of date */
    private static Optional<Card> decided(RowSet<Row> rows, Decision decision) {
        if (rows.size() == 0) {
            throw new AccountDeleted();
        }
        var row = rows.iterator().next();
        if (row.getBoolean("ended")) {
            throw new Failure.Unauthenticated("The session has ended.");
        }
        if (row.getUUID("seen_id") == null) {
            throw new Failure.NotFound("card");
        }
        var status = EnumValue.parse(ActionStatus.class, row.getString("seen_status"));
        if (status != ActionStatus.PENDING && !row.getBoolean("seen_kept")) {
            throw alreadyDecided(status, row.getString("seen_decided_by"), row.getOffsetDateTime("seen_resolved_at"));
        }
        if (row.getString("refusal") != null) {
            throw new Failure.Conflict((decision.edit() == null ? "This" : "Your text") + " can't be sent as a reply: "
                    + row.getString("refusal") + ". Nothing was changed.");
        }
        return row.getUUID("id") == null ? Optional.empty() : Optional.of(Card.of(row));
    }

    /** Leaves the card pending, at high risk. */
    public Uni<Void> escalate(AuthenticatedUser user, UUID id, @Nullable String note) {
        return mailboxes.run(
                user,
                mailbox -> mailbox.client()
                        .preparedQuery(ESCALATE)
                        .execute(Tuple.of(user.id(), id, note, mailbox.now().atOffset(ZoneOffset.UTC)))
                        .invoke(rows -> {
                            if (rows.size() == 0) {
                                throw new Failure.NotFound("card");
                            }
                            var seen = rows.iterator().next();
                            var status = EnumValue.parse(ActionStatus.class, seen.getString("status"));
                            if (status != ActionStatus.PENDING) {
                                throw alreadyDecided(
                                        status, seen.getString("decided_by"), seen.getOffsetDateTime("resolved_at"));
                            }
                            mailbox.counters()
                                    .move(
                                            Counter.pending(seen.getString("risk_level")),
                                            Counter.pending(RiskLevel.HIGH.value()));
                        })
                        .replaceWithVoid());
    }

    private static AlreadyDecided alreadyDecided(
            ActionStatus status, @Nullable String decidedBy, @Nullable OffsetDateTime resolvedAt) {
        return new AlreadyDecided(
                status,
                EnumValue.parseNullable(Decider.class, decidedBy),
                resolvedAt == null ? null : resolvedAt.toInstant());
    }
}
