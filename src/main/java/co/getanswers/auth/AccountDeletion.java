package co.getanswers.auth;

import co.getanswers.account.AuthenticatedUser;
import co.getanswers.account.MailboxTransaction;
import co.getanswers.account.MailboxWriter;
import co.getanswers.account.OutsidePermissions;
import co.getanswers.platform.Failure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Deletes accounts with everything under them. */
@ApplicationScoped
class AccountDeletion {
    private static final String DELETE_LINKS =
            "delete from magic_links where email = (select email from users where id = $1)";

    private static final String LOCK = "select id from users where id = $1 for update";
    private static final String SESSIONS = "select s.id from sessions s cross join lateral pg_notify('"
            + SessionCache.CHANNEL + "', s.id::text) where s.user_id = $1";
    private static final String DELETE_EARLIER =
            "delete from users where id in (select user_id from set_aside_accounts where owner_id = $1)";

    private static final String DELETE = "delete from users where id = $1";

    private final MailboxTransaction transactions;
    private final OutsidePermissions permissions;

    AccountDeletion(MailboxTransaction transactions, OutsidePermissions permissions) {
        this.transactions = transactions;
        this.permissions = permissions;
    }

    private record Ended(List<UUID> sessions, Runnable permissions) {}

    /**
     * Locks in the order of all other writers: the mailbox first, and the links before the user, as redeeming a link does.
     *
     * @return the sessions that ended
     * @throws Failure.Unauthenticated (in the Uni) if the asking session has ended
     */
    Uni<List<UUID>> delete(AuthenticatedUser asking) {
        return transactions
                .runLong(MailboxWriter.of(asking), mailbox -> {
                    var user = Tuple.of(asking.id());
                    var client = mailbox.client();
                    return client.preparedQuery(DELETE_LINKS)
                            .execute(user)
                            .chain(() -> client.preparedQuery(LOCK).execute(user))
                            .chain(() -> client.preparedQuery(SESSIONS).execute(user))
                            .map(AccountDeletion::ids)
                            .chain(sessions ->
                                    permissions.of(client, asking.id()).map(ending -> new Ended(sessions, ending)))
                            .call(() -> client.preparedQuery(DELETE_EARLIER).execute(user))
                            .call(() -> client.preparedQuery(DELETE).execute(user));
                })
                .invoke(ended -> ended.permissions().run())
                .map(Ended::sessions);
    }

    private static List<UUID> ids(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getUUID("id"))
                .toList();
    }
}
