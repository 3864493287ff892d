package co.getanswers.mailbox;

import co.getanswers.account.MailboxTransaction;
import co.getanswers.action.ExecutionStore;
import co.getanswers.delivery.ReplyContext;
import co.getanswers.intake.HandledElsewhere;
import co.getanswers.mail.InboxPlaces;
import co.getanswers.mailbox.MailDraft.State;
import co.getanswers.platform.EnumValue;
import co.getanswers.platform.IdentifierGenerator;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The drafts that belong into mailboxes by the cards that wait, and those that lie there; the worker that holds an account makes
 * the ones like the others.
 */
@ApplicationScoped
class MailDrafts {
    /** The most drafts of one turn. */
    static final int AT_ONCE = 20;

    private static final String COLUMNS =
            "d.id, d.state, d.folder, d.uid_validity, d.uid, d.gmail_id, d.gmail_message_id, d.mail_id, d.content_hash,"
                    + " coalesce(d.attempts, 0) as attempts";

    /** The condition that no card is read unless the mailbox keeps drafts. */
    private static final String KEEPS =
            "(select x.keeps_drafts from mail_accounts x where x.user_id = $1 and x.id = $2)";

    /**
     * The condition on a reply {@code a} that waits, of user $1: a draft of it belongs into account $2. Only a card that the
     * draft settles, if the person sends it there: others would be answered a second time.
     */
    private static final String BELONGS = """
            %s and exists (
              select from (%s) place where place.account_id = $2)""".formatted(HandledElsewhere.UNTOUCHED, InboxPlaces.SQL);

    private static final String CHANGED_AT = "coalesce(a.updated_at, a.created_at) as changed_at";

    /** Drafts that are not as their cards want them, then cards without one; rows are looked up as in {@link InboxPlaces}. */
    private static final String DUE = """
            (
              select %1$s, d.action_id, w.id is not null as wanted, w.changed_at
              from mail_drafts d
              left join lateral (
                select a.id, %2$s
                from (select * from agent_actions where id = d.action_id offset 0) a
                where a.user_id = $1 and %3$s and %6$s and %7$s and %4$s
              ) w on true
              where d.user_id = $1 and d.account_id = $2 and (d.available_at is null or d.available_at <= now())
                and case
                  when w.id is null then d.state <> 'left' or d.action_id is null
                  when d.state in ('placed', 'none') then d.card_changed_at is distinct from w.changed_at
                  else d.state <> 'left'
                end
              order by d.id
              limit %5$d
            )
            union all
            (
              select null, null, null, null, null, null, null, null, null, 0, a.id, true, %2$s
              from (
                select * from agent_actions a where a.user_id = $1 and %3$s and %6$s and %7$s order by a.id offset 0
              ) a
              where not exists (
                select from (select user_id from mail_drafts where action_id = a.id offset 0) d where d.user_id = $1
              ) and %4$s
              order by a.id
              limit %5$d
            )
            limit %5$d""".formatted(
                    COLUMNS, CHANGED_AT, KEEPS, BELONGS, AT_ONCE, ExecutionStore.IS_REPLY, HandledElsewhere.WAITS);

    private static final String PLACED = """
            select %s, d.action_id, true as wanted, d.card_changed_at as changed_at
            from mail_drafts d
            where d.user_id = $1 and d.account_id = $2 and d.state = 'placed' and d.action_id is not null
            order by d.id""".formatted(COLUMNS);

    /** The accounts with drafts that a worker holds, with what changes whenever a card of their owner does. */
    private static final String CHANGES = """
            select x.id, k.xmin::text as version
            from mail_accounts x
            join user_counters k on k.user_id = x.user_id
            where x.leased_by = $1
              and (x.keeps_drafts
                or exists (select from mail_drafts d where d.user_id = x.user_id and d.account_id = x.id))""";

    private static final String BEGIN_PLACING = """
            insert into mail_drafts (id, user_id, account_id, action_id, state, folder, mail_id, content_hash, card_changed_at,
              attempts, available_at)
            select $4, $1, x.id, a.id, 'placing', $6, $7, $8, $9, 1, now() + make_interval(secs => $10)
            from mail_accounts x
            join agent_actions a on a.user_id = $1 and a.id = $5
            where x.user_id = $1 and x.id = $2 and x.leased_by = $3
            on conflict (action_id) do update
            set state = excluded.state, folder = excluded.folder, uid_validity = null, uid = null, gmail_id = null,
                gmail_message_id = null, mail_id = excluded.mail_id,
                content_hash = excluded.content_hash, card_changed_at = excluded.card_changed_at, reason = null,
                attempts = mail_drafts.attempts + 1, available_at = excluded.available_at
            where mail_drafts.user_id = $1 and mail_drafts.account_id = $2
              and (mail_drafts.available_at is null or mail_drafts.available_at <= now() or mail_drafts.state = 'removing')
            returning id""";

    private static final String BEGIN_REMOVING = """
            update mail_drafts d
            set state = 'removing', attempts = d.attempts + 1, available_at = now() + make_interval(secs => $5)
            from mail_accounts x
            where d.user_id = $1 and d.account_id = $2 and d.id = $4 and (d.available_at is null or d.available_at <= now())
              and x.user_id = $1 and x.id = $2 and x.leased_by = $3
            returning d.id""";

    private static final String RECORD = """
            update mail_drafts d
            set state = 'placed', uid_validity = $4, uid = $5, content_hash = $6, card_changed_at = $7, reason = null, attempts = 0,
                available_at = null
            from mail_accounts x
            where d.user_id = $1 and d.account_id = $2 and d.action_id = $3 and d.state in ('placing', 'placed')
              and x.user_id = $1 and x.id = $2 and x.imap_host = $8 and x.imap_port = $9 and x.imap_username = $10""";

    private static final String RECORD_AT_GMAIL = """
            update mail_drafts d
            set state = 'placed', gmail_id = $4, gmail_message_id = $5, content_hash = $6, card_changed_at = $7, reason = null,
                attempts = 0, available_at = null
            where d.user_id = $1 and d.account_id = $2 and d.action_id = $3 and d.state in ('placing', 'placed')""";

    private static final String END = """
            insert into mail_drafts (id, user_id, account_id, action_id, state, card_changed_at, reason, attempts)
            select $3, $1, x.id, a.id, $5, $6, $7, 0
            from mail_accounts x
            join agent_actions a on a.user_id = $1 and a.id = $4
            where x.user_id = $1 and x.id = $2
            on conflict (action_id) do update
            set state = excluded.state, card_changed_at = excluded.card_changed_at, reason = excluded.reason, available_at = null
            where mail_drafts.user_id = $1 and mail_drafts.account_id = $2""";

    private static final String FORGET = "delete from mail_drafts where user_id = $1 and account_id = $2 and id = $3";

    /** An attempt that was recorded when it began has its pause already. */
    private static final String PAUSE = """
            update mail_drafts
            set attempts = greatest(attempts, $4 + 1), reason = case when state = 'placing' then coalesce($5, reason) else reason end,
                available_at = case when attempts > $4 then available_at else now() + make_interval(secs => $6) end
            where user_id = $1 and account_id = $2 and id = $3""";

    private static final String PAUSE_FIRST = """
            insert into mail_drafts (
              id, user_id, account_id, action_id, state, card_changed_at, reason, attempts, available_at)
            select $3, $1, x.id, a.id, 'placing', $5, $6, 1, now() + make_interval(secs => $7)
            from mail_accounts x
            join agent_actions a on a.user_id = $1 and a.id = $4
            where x.user_id = $1 and x.id = $2
            on conflict (action_id) do update
            set reason = excluded.reason
            where mail_drafts.user_id = $1 and mail_drafts.account_id = $2""";

    private final Pool pool;
    private final MailboxTransaction transactions;

    MailDrafts(Pool pool, MailboxTransaction transactions) {
        this.pool = pool;
        this.transactions = transactions;
    }

    /**
     * A draft that is not as its card wants it.
     *
     * @param id absent before the first attempt, and so are state and place
     * @param actionId absent if the card was deleted
     * @param wanted whether the card waits, and the mailbox keeps drafts
     * @param uid absent unless it is known
     * @param gmailId of a draft at Gmail; absent unless it is known
     * @param gmailMessageId of the message in it
     * @param changedAt the last change of the card; absent unless it is wanted
     */
    record Due(
            @Nullable UUID id,
            @Nullable UUID actionId,
            boolean wanted,
            @Nullable State state,
            @Nullable String folder,
            long uidValidity,
            @Nullable Long uid,
            @Nullable String gmailId,
            @Nullable String gmailMessageId,
            @Nullable String mailId,
            @Nullable String contentHash,
            int attempts,
            @Nullable OffsetDateTime changedAt) {
        boolean isGivenUp() {
            return attempts >= RetryPause.MOST_ATTEMPTS;
        }

        UUID card() {
            return Objects.requireNonNull(actionId);
        }

        private static Due of(Row row) {
            var validity = row.getLong("uid_validity");
            return new Due(
                    row.getUUID("id"),
                    row.getUUID("action_id"),
                    row.getBoolean("wanted"),
                    EnumValue.parseNullable(State.class, row.getString("state")),
                    row.getString("folder"),
                    validity == null ? 0 : validity,
                    row.getLong("uid"),
                    row.getString("gmail_id"),
                    row.getString("gmail_message_id"),
                    row.getString("mail_id"),
                    row.getString("content_hash"),
                    row.getInteger("attempts"),
                    row.getOffsetDateTime("changed_at"));
        }
    }

    Uni<List<Due>> next(LeasedAccount account) {
        return all(DUE, account);
    }

    /** The drafts of cards that lie in the mailbox, as far as is known. */
    Uni<List<Due>> placed(LeasedAccount account) {
        return all(PLACED, account);
    }

    private Uni<List<Due>> all(String statement, LeasedAccount account) {
        return pool.preparedQuery(statement)
                .execute(Tuple.of(account.userId(), account.id()))
                .map(rows -> stream(rows).map(Due::of).toList());
    }

    /** A version of each account with drafts that a worker holds: it changes with every change of the owner's cards. */
    Uni<Map<UUID, String>> versions(String worker) {
        return pool.preparedQuery(CHANGES)
                .execute(Tuple.of(worker))
                .map(rows -> stream(rows)
                        .collect(Collectors.toUnmodifiableMap(
                                row -> row.getUUID("id"), row -> row.getString("version"))));
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    /** Reads what the draft of a card is written from; absent if the card is gone. */
    Uni<@Nullable ReplyContext> context(LeasedAccount account, UUID action) {
        return ReplyContext.read(pool, account.userId(), action);
    }

    /**
     * Records that a draft is about to be put into a folder; the next attempt, after a failure or a kill, comes after a pause.
     *
     * @param mailId its Message-ID
     * @return false if the worker lost the account, the card is gone, or another worker tries
     */
    Uni<Boolean> beginPlacing(
            String worker, LeasedAccount account, Due draft, String folder, String mailId, String contentHash) {
        return pool.preparedQuery(BEGIN_PLACING)
                .execute(Tuple.from(new Object[] {
                    account.userId(),
                    account.id(),
                    worker,
                    IdentifierGenerator.next(),
                    draft.card(),
                    folder,
                    mailId,
                    contentHash,
                    draft.changedAt(),
                    RetryPause.seconds(draft.attempts())
                }))
                .map(rows -> rows.size() == 1);
    }

    /** Records that a draft is about to be removed; false as with {@link #beginPlacing}. */
    Uni<Boolean> beginRemoving(String worker, LeasedAccount account, Due draft) {
        return pool.preparedQuery(BEGIN_REMOVING)
                .execute(Tuple.of(
                        account.userId(), account.id(), worker, draft.id(), RetryPause.seconds(draft.attempts())))
                .map(rows -> rows.size() == 1);
    }

    /** Records where a draft lies, so that clients hear of it; nothing if the mailbox has another server meanwhile. */
    Uni<Void> record(LeasedAccount account, Due draft, long uidValidity, long uid, String contentHash) {
        return tell(
                account,
                RECORD,
                Tuple.of(account.userId(), account.id(), draft.card(), uidValidity, uid, contentHash)
                        .addValue(draft.changedAt())
                        .addValue(account.imap().host())
                        .addValue(account.imap().port())
                        .addValue(account.imap().username()));
    }

    /** Records where a draft lies at Gmail, so that clients hear of it. */
    Uni<Void> record(LeasedAccount account, Due draft, String gmailId, String gmailMessageId, String contentHash) {
        return tell(
                account,
                RECORD_AT_GMAIL,
                Tuple.of(account.userId(), account.id(), draft.card(), gmailId, gmailMessageId, contentHash)
                        .addValue(draft.changedAt()));
    }

    /** Records that there is no draft to be kept, and tells the person why. */
    Uni<Void> end(LeasedAccount account, Due draft, State state, @Nullable String reason) {
        return tell(account, END, Tuple.from(new @Nullable Object[] {
            account.userId(),
            account.id(),
            IdentifierGenerator.next(),
            draft.card(),
            state.value(),
            draft.changedAt(),
            reason
        }));
    }

    private Uni<Void> tell(LeasedAccount account, String statement, Tuple parameters) {
        return transactions.run(
                account.userId(),
                mailbox -> mailbox.client()
                        .preparedQuery(statement)
                        .execute(parameters)
                        .replaceWithVoid());
    }

    /** Records that a draft lies in the mailbox no more. */
    Uni<Void> forget(LeasedAccount account, Due draft) {
        return draft.id() == null
                ? Uni.createFrom().voidItem()
                : tell(account, FORGET, Tuple.of(account.userId(), account.id(), draft.id()));
    }

    /**
     * Has a draft wait after a refusal, which counts once, and tells the person if no draft lies in the mailbox because of it.
     *
     * @param said by the server
     */
    Uni<Void> refused(LeasedAccount account, Due draft, @Nullable String said) {
        var reason = draft.wanted() ? "No draft is kept in your mailbox. Its server said: " + said : null;
        var seconds = RetryPause.seconds(draft.attempts());
        return draft.id() == null
                ? tell(account, PAUSE_FIRST, Tuple.from(new @Nullable Object[] {
                    account.userId(),
                    account.id(),
                    IdentifierGenerator.next(),
                    draft.card(),
                    draft.changedAt(),
                    reason,
                    seconds
                }))
                : tell(account, PAUSE, Tuple.from(new @Nullable Object[] {
                    account.userId(), account.id(), draft.id(), draft.attempts(), reason, seconds
                }));
    }
}
