package co.getanswers.review;

import co.getanswers.account.Counter;
import co.getanswers.account.CounterChange;
import co.getanswers.account.UserCounters;
import co.getanswers.action.ActionStatus;
import co.getanswers.action.AgentAction;
import co.getanswers.action.Decider;
import co.getanswers.action.ExecutionSettings;
import co.getanswers.action.Outbox;
import co.getanswers.objective.ObjectiveStatus;
import co.getanswers.platform.EnumValue;
import co.getanswers.platform.Failure;
import co.getanswers.platform.IdentifierGenerator;
import co.getanswers.policy.RiskLevel;
import co.getanswers.triage.ActionType;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Decides cards. Of several deciders of one card one wins, and the others learn what was decided. */
@ApplicationScoped
public class DecisionService {
    /**
     * All of a decision. Parameters: the user and the card; the outcome, its time and, in UTC, its day; the note, the
     * edit and the reason; the execution's id and the time before which it is not carried out.
     *
     * <p>It goes by what it saw when it began. Every writer of the user's objectives and actions changes their counters
     * as well: where these have become another version before it is their turn to be changed here, what was seen may be
     * out of date, and nothing is written.
     */
    static final String DECIDE = """
            with seen as (
              select k.xmin as version, a.id, a.status, a.decided_by, a.resolved_at, a.risk_level,
                     o.id as objective_id, o.status as objective_before,
                     case
                       when $3 = 'rejected' then %s
                       when o.status = 'muted' or exists (
                         select from conversations oc
                         join agent_actions other on other.user_id = $1 and other.conversation_id = oc.id
                         where oc.user_id = $1 and oc.objective_id = o.id
                           and other.status = 'pending' and other.id <> $2
                       ) then o.status
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
                  resolved_on = greatest(resolved_on, $5),
                  resolved_that_day = case when resolved_on >= $5 then resolved_that_day else 0 end
                    + case when resolved_on > $5 then 0 else 1 end,
                  autonomous_that_day = case when resolved_on >= $5 then autonomous_that_day else 0 end
              from seen
              where k.user_id = $1 and k.xmin = seen.version and seen.status = 'pending'
              returning seen.*
            ), moved as (
              update objectives o
              set status = counted.objective_after, updated_at = $4,
                  due_at = case when counted.objective_after = 'scheduled' then due_at end
              from counted
              where o.user_id = $1 and o.id = counted.objective_id and o.status <> counted.objective_after
            ), decided as (
              update agent_actions a
              set status = $3, decided_by = 'person', resolved_at = $4, updated_at = $4,
                  approved_at = case when $3 <> 'rejected' then $4 end, approval_note = $6,
                  user_edit = coalesce($7, user_edit), override_reason = $8, returned_reason = null,
                  objective_before = counted.objective_before
              from counted
              where a.user_id = $1 and a.id = counted.id
              returning a.*
            ), execution as (
              insert into executions (id, user_id, action_id, status, attempts, available_at, created_at)
              select $9::uuid, $1, id, 'queued', 0, $10::timestamptz, $4
              from decided
              where $3 <> 'rejected'
              returning *
            )
            select seen.id as seen_id, seen.status as seen_status, seen.decided_by as seen_decided_by,
                   seen.resolved_at as seen_resolved_at, %s, case when e.id is not null then (%s) end as announced
            from seen
            left join decided page on true
            %s
            left join execution e on true""".formatted(
                    literal(Decision.objectiveAfter(ActionStatus.REJECTED, null)),
                    joined(
                            " ",
                            ActionType.values(),
                            type -> "when " + literal(type) + " then "
                                    + literal(Decision.objectiveAfter(ActionStatus.APPROVED, type))),
                    joined(
                            ", ",
                            RiskLevel.values(),
                            risk -> "pending_%1$s = pending_%1$s - (seen.risk_level = '%1$s')::integer"
                                    .formatted(risk.value())),
                    joined(
                            ", ",
                            ObjectiveStatus.values(),
                            status ->
                                    "%1$s = %1$s + (seen.objective_after = '%1$s')::integer - (seen.objective_before = '%1$s')::integer"
                                            .formatted(status.value())),
                    Card.COLUMNS,
                    Outbox.ANNOUNCE,
                    Card.JOINS);

    private static final String ESCALATE = """
            update AgentAction
            set riskLevel = :high, escalationNote = coalesce(:note, escalationNote), updatedAt = :now
            where id = :id and userId = :user and status = :pending""";

    private final Pool pool;
    private final DecisionMetrics metrics;
    private final ExecutionSettings settings;

    DecisionService(Pool pool, DecisionMetrics metrics, ExecutionSettings settings) {
        this.pool = pool;
        this.metrics = metrics;
        this.settings = settings;
    }

    private static String literal(Enum<?> constant) {
        return "'" + EnumValue.of(constant) + "'";
    }

    private static <E> String joined(String delimiter, E[] constants, Function<E, String> text) {
        return Arrays.stream(constants).map(text).collect(Collectors.joining(delimiter));
    }

    /**
     * @return the card as it is then
     * @throws AlreadyDecided (in the Uni) where the card isn't pending any more
     * @throws Failure.NotFound (in the Uni) where the user has no such card
     */
    public Uni<Card> decide(UUID userId, UUID id, Decision decision) {
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var parameters = parameters(userId, id, decision, now, settings.undoWindow());
        return pool.preparedQuery(DECIDE)
                .execute(parameters)
                .map(DecisionService::decided)
                // Somebody was writing just then; whoever takes the turn first sees what there is.
                .chain(card -> card.isPresent()
                        ? Uni.createFrom().item(card)
                        : pool.withTransaction(transaction -> UserCounters.lock(transaction, userId)
                                .chain(() -> transaction.preparedQuery(DECIDE).execute(parameters))
                                .map(DecisionService::decided)))
                .map(Optional::orElseThrow)
                .invoke(card -> metrics.decided(decision.outcome(), card.createdAt(), now));
    }

    static Tuple parameters(UUID userId, UUID id, Decision decision, Instant now, Duration undoWindow) {
        var at = now.atOffset(ZoneOffset.UTC);
        return Tuple.from(Arrays.asList(
                userId,
                id,
                decision.outcome().value(),
                at,
                at.toLocalDate(),
                decision.note(),
                decision.edit(),
                decision.reason(),
                IdentifierGenerator.next(),
                at.plus(undoWindow)));
    }

    /** @return absent where what was seen was out of date */
    private static Optional<Card> decided(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw UserCounters.accountDeleted();
        }
        var row = rows.iterator().next();
        if (row.getUUID("seen_id") == null) {
            throw new Failure.NotFound("card");
        }
        var status = EnumValue.stored(ActionStatus.class, row.getString("seen_status"));
        if (status != ActionStatus.PENDING) {
            throw new AlreadyDecided(
                    status,
                    EnumValue.stored(Decider.class, row.getString("seen_decided_by")),
                    Optional.ofNullable(row.getOffsetDateTime("seen_resolved_at"))
                            .map(OffsetDateTime::toInstant)
                            .orElse(null));
        }
        return row.getUUID("id") == null ? Optional.empty() : Optional.of(Card.of(row));
    }

    /** Leaves the card pending, at high risk. */
    public Uni<Void> escalate(UUID userId, UUID id, String note) {
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return Panache.withTransaction(() -> UserCounters.lock(userId)
                .chain(() -> find(userId, id))
                .invoke(DecisionService::refuseUnlessPending)
                .call(() -> Panache.getSession()
                        .chain(session -> session.createMutationQuery(ESCALATE)
                                .setParameter("user", userId)
                                .setParameter("id", id)
                                .setParameter("pending", ActionStatus.PENDING)
                                .setParameter("now", now)
                                .setParameter("high", RiskLevel.HIGH)
                                .setParameter("note", note)
                                .executeUpdate()))
                .chain(action -> new CounterChange()
                        .move(pending(action.riskLevel), pending(RiskLevel.HIGH))
                        .apply(userId)));
    }

    static Uni<AgentAction> find(UUID userId, UUID id) {
        return AgentAction.<AgentAction>find("userId = ?1 and id = ?2", userId, id)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(() -> new Failure.NotFound("card"));
    }

    private static void refuseUnlessPending(AgentAction action) {
        if (action.status != ActionStatus.PENDING) {
            throw new AlreadyDecided(action.status, action.decidedBy, action.resolvedAt);
        }
    }

    private static Counter pending(RiskLevel risk) {
        return Counter.pending(risk.value());
    }
}
