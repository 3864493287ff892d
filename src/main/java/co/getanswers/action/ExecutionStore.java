package co.getanswers.action;

import co.getanswers.account.AuthenticatedUser;
import co.getanswers.account.Counter;
import co.getanswers.account.MailboxTransaction;
import co.getanswers.account.MailboxTransaction.Mailbox;
import co.getanswers.account.SendingLimit;
import co.getanswers.account.SendingLimits;
import co.getanswers.platform.EnumValue;
import co.getanswers.platform.Failure;
import co.getanswers.platform.IdentifierGenerator;
import co.getanswers.triage.ActionType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Every statement that changes an execution: each is one {@link ExecutionTransition}, except the renewal of leases, the hold of
 * those that are unknown, the record of proofs, and the sentence that tells what was done. Leases and retries go by the
 * database's time, because the clocks of instances differ. A transition by a worker names the attempt, so that it can be
 * repeated: the second time it finds nothing to do.
 */
@ApplicationScoped
public class ExecutionStore {
    /** The channel that workers listen on. */
    public static final String CHANNEL = "executions";

    /** Wakes the workers once the transaction that runs it has committed. */
    public static final String NOTIFY = "select cast(pg_notify('" + CHANNEL + "', '') as text)";

    /** The seconds of user $1's undo window: those that the user chose, else the parameter. */
    public static String undoSeconds(String parameter) {
        return "coalesce((select undo_seconds::float8 from users where id = $1), %s)".formatted(parameter);
    }

    /**
     * The common table expression that enqueues the actions of {@code decided} (their ids) for user $1, decided at the time
     * of {@code clock}, not before the undo window is over, $4 seconds by default; $8 becomes the execution's id. The
     * execution of a kept draft begins anew, under the new id.
     */
    public static final String ENQUEUE_DECIDED =
            ExecutionTransition.ENQUEUE.in("""
            insert into executions (id, user_id, action_id, status, attempts, available_at, created_at)
            select $8::uuid, $1, id, {to}, 0, (select at + make_interval(secs => {undo}) from clock), (select at from clock)
            from decided
            where $3 <> 'rejected'
            on conflict (action_id) do update
            set id = excluded.id, status = excluded.status, attempts = 0, uncounted = 0, available_at = excluded.available_at,
                outcome = null, finished_at = null, created_at = excluded.created_at, proof = null, proof_reason = null
            where executions.status in ({from})
            returning *""").replace("{undo}", undoSeconds("$4"));

    /** The common table expression that removes the execution of a kept draft of {@code decided} that was rejected. */
    public static final String DISCARD_DECIDED = ExecutionTransition.DISCARD.in("""
            delete from executions e
            using decided
            where $3 = 'rejected' and e.action_id = decided.id and e.status in ({from})""");

    private static final String DISCARD_SETTLED = ExecutionTransition.DISCARD.in("""
            delete from executions e
            where e.user_id = $1 and e.action_id = any($2) and e.status in ({from})""");

    /**
     * The common table expression that removes the execution of {@code seen} (with its {@code execution_id}), unless a
     * worker holds it: a worker that leases it at the same moment skips it, or is first and has leased it here.
     */
    public static final String WITHDRAW_SEEN = ExecutionTransition.WITHDRAW.in("""
            delete from executions e
            using seen
            where e.id = seen.execution_id and seen.withdrawable and e.status in ({from}) and e.leased_until is null
            returning e.id""");

    /** The common table expression that removes what user ?1 has and was neither sent nor may have been. */
    static final String REMOVE_UNPROVED = ExecutionTransition.STOP_UNPROVED.in("""
            delete from executions e
            using agent_actions a
            where e.user_id = ?1 and e.status in ({from}) and a.user_id = ?1 and a.id = e.action_id
            returning a.id, a.conversation_id, a.risk_level, a.decided_by, a.resolved_at""");

    /** Brings forward what user ?1 decided and waits, once the address is proved; the undo window of the rest goes on. */
    static final String RESUME_PROVED = ExecutionTransition.RESUME_PROVED.in("""
            update executions
            set available_at = least(available_at, clock_timestamp())
            where user_id = ?1 and status in ({from}) and attempts > 0""");

    /** The condition on a row {@code a} of agent_actions: an approval by the person sends mail. */
    public static final String IS_REPLY = "a.action_type in (%s)"
            .formatted(Arrays.stream(ActionType.values())
                    .filter(ActionType::isReply)
                    .map(type -> "'" + type.value() + "'")
                    .collect(Collectors.joining(", ")));

    /** The condition on a row {@code a} of agent_actions: the agent decided to keep its draft for the person. */
    public static final String IS_AGENTS_DRAFT =
            "a.status = 'approved' and a.decided_by = 'agent' and a.action_type in (%s)"
                    .formatted(Arrays.stream(ActionType.values())
                            .filter(type -> Lifecycle.effect(type, Decider.AGENT) == Lifecycle.Effect.KEEPS_DRAFT)
                            .map(type -> "'" + type.value() + "'")
                            .collect(Collectors.joining(", ")));

    /**
     * The condition on a row {@code a} of agent_actions: the agent decided it, and its draft was kept for the person. The
     * execution is looked up by its key, never by a hash of all that are done.
     */
    public static final String IS_KEPT_DRAFT = """
            (%s and exists (
              select
              from (select status from executions where action_id = a.id offset 0) kept
              where kept.status = 'done'))""".formatted(IS_AGENTS_DRAFT);

    /**
     * The condition on a row {@code a} of agent_actions: its conversation has mail that the decider can't have seen.
     * Mail ingested with the message in one batch bears the same time, and a later id. A sent reply has its action's id.
     */
    public static final String MOVED_ON = """
            exists (
              select
              from messages newer
              where newer.conversation_id = a.conversation_id
                and (newer.created_at > a.resolved_at or newer.created_at = a.resolved_at and newer.id > a.message_id)
                and not exists (select from agent_actions own where own.id = newer.id))""";

    public static final String MOVED_ON_REASON =
            "The thread has new mail since this was decided, and nothing was sent: read it, then decide again.";

    /** Longer than two questions to a slow provider about one reply take. */
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(15);

    private static final String LOST_REASON =
            "The worker that was sending this stopped before the mail server had answered: nobody knows whether the mail"
                    + " went out. Look whether it arrived; if it did not, try again.";

    private static final String ENQUEUE = ExecutionTransition.ENQUEUE.in("""
            insert into executions (user_id, created_at, available_at, status, attempts, id, action_id)
            select $1, $2::timestamptz, $2::timestamptz + make_interval(secs => {undo}), {to}, 0, *
            from unnest($4::uuid[], $5::uuid[])""").replace("{undo}", undoSeconds("$3"));

    /**
     * A lease that expired before anything was handed over is simply taken again. Of one conversation, the earliest
     * decision goes first, by the database's clock, and nothing else while it is under way.
     */
    private static final String LEASE = ExecutionTransition.LEASE.in("""
            update executions e
            set leased_by = $1, leased_until = now() + make_interval(secs => $2), attempts = e.attempts + 1
            from agent_actions a
            where a.id = e.action_id and e.id in (
              select x.id
              from executions x
              join agent_actions xa on xa.id = x.action_id
              where x.status in ({from}) and x.available_at <= now()
                and (x.leased_until is null or x.leased_until < now())
                and not exists (
                  select
                  from agent_actions b
                  join executions y on y.action_id = b.id
                  where b.conversation_id = xa.conversation_id and y.id <> x.id
                    and (y.status = 'sending'
                         or y.status = 'queued'
                           and ((y.created_at, y.id) < (x.created_at, x.id) or y.leased_until >= now())))
              order by x.available_at, x.id
              limit $3
              for update of x skip locked)
            returning\s""") + Lease.COLUMNS;

    private static final String RENEW = """
            update executions
            set leased_until = now() + make_interval(secs => $2)
            where id = any($3) and leased_by = $1 and status in ('queued', 'sending')""";

    /**
     * Committed before the mail may be accepted; from here on, a crash leaves it unknown whether it was. A report that an
     * earlier attempt reached nobody says nothing about this one.
     */
    private static final String BEGIN_SENDING = ExecutionTransition.BEGIN_SENDING
            .in("""
            with held as (
              select e.id, e.user_id, e.action_id, a.conversation_id, a.message_id, a.decided_by
              from executions e
              join agent_actions a on a.id = e.action_id
              join users u on u.id = e.user_id
              where e.id = $1 and e.leased_by = $2 and e.attempts = $3 and e.status in ({from}) and e.leased_until > now()
                and %s and not %s
              for update of e
            ), claimed as (
              %s
            ), allowed as (
              select *
              from held
              where held.decided_by is distinct from 'agent' or exists (select from claimed)
            ), counted as (
              %s
            )
            update executions e
            set status = {to}, leased_until = now() + make_interval(secs => $4), proof = null, proof_reason = null
            from held
            where e.id = held.id and exists (select from counted)
            returning e.id""")
            .formatted(SendingLimits.IS_PROVEN, MOVED_ON, AutomaticAnswers.CLAIM, SendingLimits.COUNT);

    private static final String RELEASE = unlessProved(ExecutionTransition.RELEASE, """
            update executions
            set status = {to}, finished_at = {finished}, leased_by = null, leased_until = null, uncounted = uncounted + 1
            where id = $1 and leased_by = $2 and attempts = $3 and status in ({from})""");

    private static final String COMPLETE = ExecutionTransition.COMPLETE.in("""
            update executions
            set status = {to}, outcome = $3, provider_id = $4, last_error = null, leased_by = null,
                leased_until = null, finished_at = now()
            where id = $1 and attempts = $2 and status in ({from})""");

    private static final String END = """
            update executions
            set status = {to}, last_error = $3, leased_by = null, leased_until = null, finished_at = now()
            where id = $1 and attempts = $2 and status in ({from})""";

    private static final String FAIL = unlessProved(ExecutionTransition.FAIL, END);

    private static final String MARK_UNKNOWN = ExecutionTransition.MARK_UNKNOWN.in(END);

    private static final String RETRY_LATER = unlessProved(ExecutionTransition.RETRY_LATER, """
            update executions
            set status = {to}, finished_at = {finished}, last_error = $3, available_at = now() + make_interval(secs => $4),
                leased_by = null, leased_until = null, uncounted = uncounted + $5
            where id = $1 and attempts = $2 and status in ({from})""");

    /** A text that the person typed stays on the card. */
    private static final String RETURN_TO_REVIEW = ExecutionTransition.RETURN_TO_REVIEW.in("""
            with removed as (
              delete from executions e
              using agent_actions a
              where e.id = $1 and e.attempts = $2 and e.status in ({from}) and a.id = e.action_id
              returning a.id, a.conversation_id, a.risk_level, a.decided_by, a.resolved_at
            ), returned as (
              update agent_actions a
              set status = 'pending', decided_by = null, resolved_at = null, approved_at = null,
                  objective_before = null, objective_due_before = null, returned_reason = $3, updated_at = now()
              from removed
              where a.id = removed.id
            ), was as (
              select o.id, o.status
              from removed
              join conversations c on c.id = removed.conversation_id
              join objectives o on o.id = c.objective_id
              where o.status not in ('waiting_on_you', 'muted')
            ), moved as (
              update objectives o
              set status = 'waiting_on_you', due_at = null, updated_at = now()
              from was
              where o.id = was.id
            )
            select removed.risk_level, removed.decided_by, removed.resolved_at, was.status as objective_before
            from removed
            left join was on true""");

    /** A row of the old service may name no message: an answer to it would then seem to be the one that it answers. */
    private static final String UNCERTAIN = """
            select e.action_id, e.attempts, e.status = 'unknown' as unknown, e.attempts - e.uncounted = 1 as first,
                   e.available_at
            from executions e
            join agent_actions a on a.user_id = $1 and a.id = e.action_id
            where e.user_id = $1 and e.action_id = any($2) and e.status in ('sending', 'unknown')
              and (e.proof is null or e.proof = 'bounced') and a.message_id is not null""";

    /** A report that an attempt reached nobody holds for that attempt; a proof that the mail was sent outweighs it. */
    private static final String RECORD_PROOF = """
            update executions
            set proof = $3, proof_reason = $4, provider_id = coalesce($5, provider_id)
            where user_id = $1 and action_id = $2 and status in ('sending', 'unknown')
              and (proof is null and ($3 <> 'bounced' or attempts = $6) or proof = 'bounced' and $3 <> 'bounced')""";

    /** The next attempt has another number, by which a worker that is not dead after all finds nothing to write. */
    private static final String PROVE_UNSENT =
            ExecutionTransition.PROVE_UNSENT.in("""
            with requeued as (
              update executions
              set status = {to}, attempts = attempts + 1, uncounted = uncounted + 1, last_error = $4,
                  available_at = statement_timestamp(), finished_at = null, leased_by = null, leased_until = null
              where user_id = $1 and action_id = $2 and attempts = $3 and status in ({from}) and proof is null
              returning 1
            )
            select case when exists (select from requeued) then (%s) end as notified
            from requeued""").formatted(NOTIFY);

    private static final String PROVEN = """
            select user_id, action_id
            from executions
            where status = 'unknown' and proof is not null
            order by finished_at
            limit $1""";

    private static final String PROVE_SENT = ExecutionTransition.PROVE_SENT.in("""
            update executions e
            set status = {to}, outcome = e.proof_reason, last_error = null, finished_at = now()
            from agent_actions a
            where e.user_id = $1 and e.action_id = $2 and e.status in ({from}) and e.proof <> 'bounced'
              and a.user_id = $1 and a.id = e.action_id
            returning e.proof, e.available_at, %s""".formatted(Lease.COLUMNS));

    private static final String PROVE_BOUNCED = ExecutionTransition.PROVE_BOUNCED.in("""
            update executions e
            set status = {to}, last_error = e.proof_reason, finished_at = now()
            where e.user_id = $1 and e.action_id = $2 and e.status in ({from}) and e.proof = 'bounced'
            returning e.proof""");

    /** A lease in which the state stays: no attempt may begin while the provider is asked about the last. */
    private static final String HOLD_UNKNOWN = """
            update executions
            set leased_by = $4, leased_until = now() + make_interval(secs => $5)
            where user_id = $1 and action_id = $2 and attempts = $3 and status = 'unknown' and proof is null
              and (leased_until is null or leased_until < now())""";

    private static final String LET_GO = """
            with free as (
              update executions
              set leased_by = null, leased_until = null
              where user_id = $1 and action_id = $2 and leased_by = $3
              returning status
            )
            select case when status = 'queued' then (%s) end as notified
            from free""".formatted(NOTIFY);

    /**
     * The attempts go on being counted: their number distinguishes a worker's lease from an earlier one. One that is proved
     * to have been sent, and is not settled yet, is not sent again. One that is held stays so, and is leased afterwards.
     */
    private static final String REQUEUE = ExecutionTransition.REQUEUE.in("""
            with requeued as (
              update executions
              set status = {to}, available_at = statement_timestamp(), finished_at = null, proof = null, proof_reason = null
              where user_id = $1 and action_id = $2 and status in ({from})
                and (proof is null or proof = 'bounced')
                and not exists (
                  select from agent_actions a where a.user_id = $1 and a.id = $2 and a.mail_deleted_at is not null)
              returning 1
            )
            select case when exists (select from requeued) then (%s) end as notified
            from requeued""").formatted(NOTIFY);

    /**
     * One statement: a scheduler that freezes leaves no transaction open. The mailboxes are locked before the executions, as
     * in every other transaction, and their rows change, so that their clients hear of it. A mailbox that another transaction
     * holds, such as an import, is left to the next run: nobody waits for it.
     */
    private static final String RECOVER =
            """
            with lost as materialized (
              select id, user_id from executions where leased_until < now() and status in ('queued', 'sending')
            ), locked as materialized (
              select user_id from user_counters where user_id in (select user_id from lost) order by user_id for update skip locked
            ), queued as (
              %s
            ), unknown as (
              %s
            ), told as (
              update user_counters
              set user_id = user_counters.user_id
              where user_counters.user_id in (select user_id from queued union select user_id from unknown)
            ), recovered as (
              select (select count(*) from queued) as queued, (select count(*) from unknown) as unknown
            )
            select queued, unknown, case when queued + unknown > 0 then (%s) end as notified
            from recovered""".formatted(ExecutionTransition.RECOVER.in("""
                            update executions e
                            set leased_by = null, leased_until = null
                            from lost
                            join locked on locked.user_id = lost.user_id
                            where e.id = lost.id and e.leased_until < now() and e.status in ({from})
                            returning e.user_id"""), ExecutionTransition.RECOVER_SENDING.in("""
                            update executions e
                            set status = {to}, last_error = $1, finished_at = now(), leased_by = null,
                                leased_until = null
                            from lost
                            join locked on locked.user_id = lost.user_id
                            where e.id = lost.id and e.leased_until < now() and e.status in ({from})
                            returning e.user_id"""), NOTIFY);

    private static final String TELL = "update executions set outcome = $3 where user_id = $1 and action_id = $2";

    private static final String UNTIL_NEXT = """
            select extract(epoch from min(available_at) - now())::float8 as seconds
            from executions
            where status = 'queued' and available_at > now()""";

    /**
     * The decision has moved the objective already, unless other cards of it waited; a later change of it stands. A
     * scheduled objective gets its due date here: the earliest that its mail names.
     */
    private static final String MOVE_OBJECTIVE = """
            update objectives o
            set status = moved.status,
                due_at = case
                           when moved.status = 'scheduled'
                             then coalesce(least(o.due_at, moved.due_at), now() + make_interval(secs => $3))
                         end,
                updated_at = case when moved.status = moved.before then o.updated_at else now() end
            from (
              select s.id, s.status as before, a.due_at,
                     case
                       when a.decided_by = 'person' and s.status <> 'muted' and s.updated_at <= a.resolved_at
                            and not exists (
                              select
                              from conversations c2
                              join agent_actions waiting on waiting.conversation_id = c2.id
                              where c2.objective_id = s.id and waiting.status = 'pending')
                         then $2::text
                       else s.status
                     end as status
              from agent_actions a
              join conversations c on c.id = a.conversation_id
              join objectives s on s.id = c.objective_id
              where a.id = $1
            ) moved
            where o.id = moved.id
              and (moved.status <> moved.before
                   or moved.status = 'scheduled' and (o.due_at is null or moved.due_at < o.due_at))
            returning moved.before, moved.status""";

    private final Pool pool;
    private final MailboxTransaction mailboxes;
    private final ExecutionSettings settings;
    private final SendingLimits limits;
    private final String holder = "worker-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID();

    /** A store with an identity of its own: one for each worker. */
    public ExecutionStore(Pool pool, MailboxTransaction mailboxes, ExecutionSettings settings, SendingLimits limits) {
        this.pool = pool;
        this.mailboxes = mailboxes;
        this.settings = settings;
        this.limits = limits;
    }

    /**
     * Enqueues actions that the agent decided, in the transaction that writes them.
     *
     * @param actions at least one, of the user
     * @param decidedAt the executions become available after the undo window that begins here
     */
    public Uni<Void> enqueue(SqlClient transaction, UUID userId, List<UUID> actions, Instant decidedAt) {
        var at = decidedAt.atOffset(ZoneOffset.UTC);
        var ids = actions.stream().map(action -> IdentifierGenerator.next()).toArray(UUID[]::new);
        return transaction
                .preparedQuery(ENQUEUE)
                .execute(Tuple.of(
                        userId, at, settings.undoWindow().toMillis() / 1000.0, ids, actions.toArray(UUID[]::new)))
                .chain(() -> transaction.query(NOTIFY).execute())
                .replaceWithVoid();
    }

    /** Removes the executions of kept drafts that were settled, in the transaction that settles them. */
    public Uni<Void> discard(Mailbox mailbox, List<UUID> actions) {
        return actions.isEmpty()
                ? Uni.createFrom().voidItem()
                : mailbox.client()
                        .preparedQuery(DISCARD_SETTLED)
                        .execute(Tuple.of(mailbox.userId(), actions.toArray(UUID[]::new)))
                        .replaceWithVoid();
    }

    /** The time from which on an automatic answer keeps its recipient from getting another one. */
    public Instant answersCountSince(Instant now) {
        return now.minus(settings.answerInterval());
    }

    /** Records automatic answers that the transaction enqueues, each action with the address of its recipient. */
    public Uni<Void> recordAnswers(Mailbox mailbox, Map<UUID, String> recipients) {
        return AutomaticAnswers.record(mailbox, recipients);
    }

    /** Leases at most this many executions that are due, the longest due first. */
    public Uni<List<Lease>> lease(int limit) {
        return pool.preparedQuery(LEASE)
                .execute(Tuple.of(holder, seconds(settings.lease()), limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Lease::of)
                        .toList());
    }

    public Uni<Void> renew(Collection<UUID> held) {
        return pool.preparedQuery(RENEW)
                .execute(Tuple.of(holder, seconds(settings.lease()), held.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /**
     * Tells whether the mail may be handed over, and counts it: the lease still held, the conversation not moved on, the
     * sender not answered, the account's address proved and its limit not used up.
     */
    public Uni<Boolean> beginSending(Lease lease) {
        return pool.preparedQuery(BEGIN_SENDING)
                .execute(Tuple.from(List.of(
                        lease.id(),
                        holder,
                        lease.attempt(),
                        seconds(settings.lease()),
                        seconds(settings.answerInterval()),
                        limits.perHour(),
                        limits.provenAddressesOnly())))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Releases an execution of which nothing was handed over. */
    public Uni<Void> release(Lease lease) {
        return pool.preparedQuery(RELEASE)
                .execute(Tuple.of(lease.id(), holder, lease.attempt()))
                .replaceWithVoid();
    }

    /** The time until the next queued execution is due; empty when none waits for its time. */
    public Uni<Optional<Duration>> untilNext() {
        return pool.query(UNTIL_NEXT)
                .execute()
                .map(rows -> Optional.ofNullable(rows.iterator().next().getDouble("seconds"))
                        .map(seconds -> Duration.ofMillis((long) (seconds * 1000) + 1)));
    }

    /**
     * Completes an execution and moves its objective, in one transaction.
     *
     * @param outcome one sentence for the person
     * @param providerId the mail server's or mailbox's name of the mail; absent if none was sent
     * @param result writes what the execution brought about, before the objective moves
     */
    public Uni<Void> complete(
            Lease lease, String outcome, @Nullable String providerId, Function<Mailbox, Uni<Void>> result) {
        return inMailbox(
                lease,
                mailbox -> mailbox.client()
                        .preparedQuery(COMPLETE)
                        .execute(Tuple.of(lease.id(), lease.attempt(), outcome, providerId))
                        .chain(rows -> rows.rowCount() == 0
                                ? Uni.createFrom().voidItem()
                                : result.apply(mailbox).chain(() -> moveObjective(mailbox, lease))));
    }

    public Uni<Void> fail(Lease lease, String reason) {
        return end(FAIL, lease, reason);
    }

    public Uni<Void> markUnknown(Lease lease, String reason) {
        return end(MARK_UNKNOWN, lease, reason);
    }

    public Uni<Void> retryLater(Lease lease, String reason, Duration pause) {
        return later(lease, reason, pause, 0);
    }

    /** Does the same after an attempt that did not come to a try at the mail: it does not count. */
    public Uni<Void> pause(Lease lease, String reason, Duration pause) {
        return later(lease, reason, pause, 1);
    }

    private Uni<Void> later(Lease lease, String reason, Duration pause, int uncounted) {
        return write(lease, RETRY_LATER, Tuple.of(lease.id(), lease.attempt(), reason, seconds(pause), uncounted));
    }

    /** Makes the card pending again: the person decides once more, knowing what came. */
    public Uni<Void> returnToReview(Lease lease) {
        return returnToReview(lease, MOVED_ON_REASON);
    }

    /** Lets a reply wait, with the reason for the person, while its account may not send; tells whether it does. */
    public Uni<Boolean> waitIfHeld(Lease lease) {
        return limits.read(lease.userId())
                .map(SendingLimit::hold)
                .chain(hold -> hold.isEmpty()
                        ? Uni.createFrom().item(false)
                        : pause(lease, hold.get().reason(), hold.get().pause()).replaceWith(true));
    }

    /** Makes the card pending again if another automatic answer to the same person was faster; tells whether it was. */
    public Uni<Boolean> returnIfAnswered(Lease lease) {
        if (lease.decider() != Decider.AGENT) {
            return Uni.createFrom().item(false);
        }
        return pool.preparedQuery(AutomaticAnswers.ANSWERED_BY_ANOTHER)
                .execute(Tuple.of(lease.userId(), lease.actionId(), seconds(settings.answerInterval())))
                .chain(rows -> rows.iterator().next().getBoolean("answered")
                        ? returnToReview(lease, AutomaticAnswers.REFUSED_REASON).replaceWith(true)
                        : Uni.createFrom().item(false));
    }

    private Uni<Void> returnToReview(Lease lease, String reason) {
        return inMailbox(
                lease,
                mailbox -> mailbox.client()
                        .preparedQuery(RETURN_TO_REVIEW)
                        .execute(Tuple.of(lease.id(), lease.attempt(), reason))
                        .invoke(rows -> rows.forEach(row -> countReturned(mailbox, row)))
                        .replaceWithVoid());
    }

    /**
     * Enqueues a failed or unknown execution again; false when the card has none.
     *
     * @throws Failure.Unauthenticated (in the Uni) if the session has ended
     */
    public Uni<Boolean> requeue(AuthenticatedUser user, UUID actionId) {
        return mailboxes.run(
                user,
                mailbox -> mailbox.client()
                        .preparedQuery(REQUEUE)
                        .execute(Tuple.of(user.id(), actionId))
                        .map(rows -> rows.size() == 1));
    }

    /** The executions of the actions whose mail may or may not have been sent, without those that are proved to be sent. */
    public Uni<List<Uncertain>> uncertain(Mailbox mailbox, Collection<UUID> actions) {
        return mailbox.client()
                .preparedQuery(UNCERTAIN)
                .execute(Tuple.of(mailbox.userId(), actions.toArray(UUID[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Uncertain(
                                row.getUUID("action_id"),
                                row.getInteger("attempts"),
                                row.getBoolean("unknown"),
                                row.getBoolean("first"),
                                row.getOffsetDateTime("available_at").toInstant()))
                        .toList());
    }

    /**
     * Records what became of a mail, for as long as that is not known otherwise.
     *
     * @param reason one sentence or more for the person
     * @param providerId the provider's name of the mail, as far as the proof tells it
     */
    public Uni<Void> recordProof(
            Mailbox mailbox, Uncertain uncertain, SendingProof proof, String reason, @Nullable String providerId) {
        return mailbox.client()
                .preparedQuery(RECORD_PROOF)
                .execute(Tuple.of(
                        mailbox.userId(), uncertain.actionId(), proof.value(), reason, providerId, uncertain.attempt()))
                .replaceWithVoid();
    }

    /** Replaces the sentence that tells the person what was done. */
    public Uni<Void> tell(Mailbox mailbox, UUID actionId, String outcome) {
        return mailbox.client()
                .preparedQuery(TELL)
                .execute(Tuple.of(mailbox.userId(), actionId, outcome))
                .replaceWithVoid();
    }

    /** Enqueues an unknown execution again of which nothing was sent, unless it changed since the attempt. */
    public Uni<Boolean> requeueUnsent(Mailbox mailbox, UUID actionId, int attempt, String reason) {
        return mailbox.client()
                .preparedQuery(PROVE_UNSENT)
                .execute(Tuple.of(mailbox.userId(), actionId, attempt, reason))
                .map(rows -> rows.rowCount() == 1);
    }

    /**
     * Keeps workers from an execution that is unknown since this attempt, for a limited time.
     *
     * @return false if it is not unknown since this attempt any more, or is held already
     */
    public Uni<Boolean> holdUnknown(UUID userId, UUID actionId, int attempt, String by) {
        return pool.preparedQuery(HOLD_UNKNOWN)
                .execute(Tuple.of(userId, actionId, attempt, by, seconds(LONGEST_HOLD)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Ends the hold, and wakes the workers if it was enqueued again meanwhile. */
    public Uni<Void> letGo(UUID userId, UUID actionId, String by) {
        return pool.preparedQuery(LET_GO)
                .execute(Tuple.of(userId, actionId, by))
                .replaceWithVoid();
    }

    /** An execution of a user that is unknown, although there is a proof. */
    public record Proven(UUID userId, UUID actionId) {}

    /** @param limit the most of them */
    public Uni<List<Proven>> proven(int limit) {
        return pool.preparedQuery(PROVEN)
                .execute(Tuple.of(limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Proven(row.getUUID("user_id"), row.getUUID("action_id")))
                        .toList());
    }

    /** Writes what a sent reply brings about; its last attempt began no earlier than {@code dueAt}. */
    public interface SentResult {
        Uni<Void> store(Lease lease, Instant dueAt, SendingProof proof);
    }

    /**
     * Settles an unknown execution by its proof, and moves its objective if its mail was sent; empty if it is settled.
     *
     * @param result writes what the execution brought about, before the objective moves
     */
    public Uni<Optional<SendingProof>> settle(Mailbox mailbox, UUID actionId, SentResult result) {
        var key = Tuple.of(mailbox.userId(), actionId);
        return mailbox.client().preparedQuery(PROVE_SENT).execute(key).chain(sent -> {
            if (sent.rowCount() == 0) {
                return mailbox.client()
                        .preparedQuery(PROVE_BOUNCED)
                        .execute(key)
                        .map(bounced -> bounced.rowCount() == 0 ? Optional.empty() : Optional.of(SendingProof.BOUNCED));
            }
            var row = sent.iterator().next();
            var lease = Lease.of(row);
            var proof = EnumValue.parse(SendingProof.class, row.getString("proof"));
            return result.store(lease, row.getOffsetDateTime("available_at").toInstant(), proof)
                    .chain(() -> moveObjective(mailbox, lease))
                    .replaceWith(Optional.of(proof));
        });
    }

    /** Ends the leases that no worker renews any more. */
    public Uni<Recovered> recover() {
        return pool.preparedQuery(RECOVER)
                .execute(Tuple.of(LOST_REASON))
                .map(rows -> rows.iterator().next())
                .map(row -> new Recovered(row.getLong("queued"), row.getLong("unknown")));
    }

    /** An account that was deleted has taken its executions with it: nothing is left to write. */
    private Uni<Void> inMailbox(Lease lease, Function<Mailbox, Uni<Void>> work) {
        return mailboxes
                .run(lease.userId(), work)
                .onFailure(Failure.Unauthenticated.class)
                .recoverWithNull();
    }

    private Uni<Void> end(String sql, Lease lease, String reason) {
        return write(lease, sql, Tuple.of(lease.id(), lease.attempt(), reason));
    }

    /** The end of an attempt whose mail may be proved to be sent meanwhile: it is unknown then, until it is settled. */
    private static String unlessProved(ExecutionTransition transition, String sql) {
        var states = sql.replace("{to}", "case when proof <> 'bounced' then 'unknown' else {to} end")
                .replace("{finished}", "case when proof <> 'bounced' then now() end");
        return transition.in(states);
    }

    /** Writes in the mailbox, so that its clients hear of it. */
    private Uni<Void> write(Lease lease, String sql, Tuple parameters) {
        return inMailbox(
                lease,
                mailbox ->
                        mailbox.client().preparedQuery(sql).execute(parameters).replaceWithVoid());
    }

    private Uni<Void> moveObjective(Mailbox mailbox, Lease lease) {
        return mailbox.client()
                .preparedQuery(MOVE_OBJECTIVE)
                .execute(Tuple.of(
                        lease.actionId(),
                        Lifecycle.objectiveAfter(ActionStatus.APPROVED, lease.type(), Decider.PERSON)
                                .value(),
                        seconds(settings.scheduleFor())))
                .invoke(rows -> rows.forEach(row -> mailbox.counters()
                        .move(
                                Counter.objectives(row.getString("before")),
                                Counter.objectives(row.getString("status")))))
                .replaceWithVoid();
    }

    private static void countReturned(Mailbox mailbox, Row row) {
        mailbox.counters()
                .add(Counter.pending(row.getString("risk_level")), 1)
                .unresolved(
                        row.getOffsetDateTime("resolved_at").toInstant(),
                        Decider.AGENT.value().equals(row.getString("decided_by")));
        if (row.getString("objective_before") != null) {
            mailbox.counters().move(Counter.objectives(row.getString("objective_before")), Counter.WAITING_ON_YOU);
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
