package co.getanswers.mailbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * The sharing of accounts among workers. A worker has one lease, by the database's time, for all accounts that name it: to
 * renew it costs one row, however many they are. The rows of a worker that has not renewed it are deleted by any other, which
 * frees its accounts.
 */
@ApplicationScoped
class AccountLeases {
    /** The channel on which changes of accounts are told. */
    static final String CHANNEL = "mail_accounts";

    private static final String SYNCED = "('connecting', 'backfilling', 'live')";

    private static final String RENEW = """
            with gone as (
              delete from mailbox_workers where held_until < now() and id <> $1
            ), renewed as (
              insert into mailbox_workers (id, held_until)
              values ($1, now() + make_interval(secs => $2))
              on conflict (id) do update
              set held_until = excluded.held_until
            )
            select count(*) filter (where held_until >= now() and id <> $1) + 1 as workers from mailbox_workers""";

    private static final String COUNT = "select count(*) as accounts from mail_accounts where state in " + SYNCED;

    private static final String HELD = "select " + LeasedAccount.COLUMNS + " from mail_accounts a"
            + " where a.leased_by = $1 and a.state in " + SYNCED;

    private static final String TAKE = """
            update mail_accounts a
            set leased_by = $1
            where a.id in (
              select x.id
              from mail_accounts x
              where x.leased_by is null and x.available_at <= now() and x.state in %s
              order by x.available_at
              limit $2
              for update skip locked)
            returning\s""".formatted(SYNCED) + LeasedAccount.COLUMNS;

    /** Also frees an account that the person paused. */
    private static final String RELEASE = """
            update mail_accounts
            set leased_by = null
            where leased_by = $1 and id = any($2)""";

    private static final String LEAVE = """
            update mail_accounts
            set leased_by = null, available_at = now() + make_interval(secs => $5), failures = $6, refusals = $7,
                state = case when version = $4 then $8 else state end,
                state_reason = case when version = $4 then $9 else state_reason end
            where user_id = $1 and id = $2 and leased_by = $3""";

    private static final String REPORT = """
            update mail_accounts
            set state = $5, state_reason = null, failures = 0, refusals = 0,
                last_success_at = case when $5 = 'live' then now() else last_success_at end
            where user_id = $1 and id = $2 and leased_by = $3 and version = $4""";

    private static final String END = "delete from mailbox_workers where id = $1";

    private final Pool pool;

    AccountLeases(Pool pool) {
        this.pool = pool;
    }

    /** Renews the lease of a worker, or begins it, and ends those that have expired; answers the number of workers. */
    Uni<Integer> renew(String worker, Duration lease) {
        return pool.preparedQuery(RENEW)
                .execute(Tuple.of(worker, seconds(lease)))
                .map(rows -> rows.iterator().next().getLong("workers").intValue());
    }

    /** The number of accounts that workers share. */
    Uni<Integer> count() {
        return pool.preparedQuery(COUNT)
                .execute()
                .map(rows -> rows.iterator().next().getLong("accounts").intValue());
    }

    Uni<List<LeasedAccount>> held(String worker) {
        return pool.preparedQuery(HELD).execute(Tuple.of(worker)).map(AccountLeases::accounts);
    }

    /** Takes free accounts, those first that have waited longest. */
    Uni<List<LeasedAccount>> take(String worker, int most) {
        return pool.preparedQuery(TAKE).execute(Tuple.of(worker, most)).map(AccountLeases::accounts);
    }

    Uni<Void> release(String worker, List<UUID> ids) {
        return pool.preparedQuery(RELEASE)
                .execute(Tuple.of(worker, ids.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /** Frees an account until a later time; a change by the person meanwhile stands. */
    Uni<Void> leave(String worker, LeasedAccount account, Retreat retreat) {
        return pool.preparedQuery(LEAVE)
                .execute(Tuple.from(new Object[] {
                    account.userId(),
                    account.id(),
                    worker,
                    account.version(),
                    seconds(retreat.pause()),
                    retreat.failures(),
                    retreat.refusals(),
                    retreat.state().value(),
                    retreat.reason()
                }))
                .replaceWithVoid();
    }

    /** Records that the account is read. */
    Uni<Void> report(String worker, LeasedAccount account, AccountState state) {
        return pool.preparedQuery(REPORT)
                .execute(Tuple.of(account.userId(), account.id(), worker, account.version(), state.value()))
                .replaceWithVoid();
    }

    /** Ends the lease of a worker, and frees its accounts with that. */
    Uni<Void> end(String worker) {
        return pool.preparedQuery(END).execute(Tuple.of(worker)).replaceWithVoid();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static List<LeasedAccount> accounts(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(LeasedAccount::of)
                .toList();
    }
}
