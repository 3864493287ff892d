package co.getanswers.auth;

import co.getanswers.account.AccountDeleted;
import co.getanswers.account.SendingLimits;
import co.getanswers.account.UndoSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Reads the profile that the web client shows, by one statement, with what the account may send. */
@ApplicationScoped
class ProfileQuery {
    private final Pool pool;
    private final MailboxCredentials credentials;
    private final SendingLimits limits;
    private final UndoSettings undo;

    ProfileQuery(Pool pool, MailboxCredentials credentials, SendingLimits limits, UndoSettings undo) {
        this.pool = pool;
        this.credentials = credentials;
        this.limits = limits;
        this.undo = undo;
    }

    /** @throws AccountDeleted (in the Uni) when the account was deleted, as it may be during a request */
    Uni<Me> read(UUID id) {
        return pool.preparedQuery(Me.SQL).execute(Tuple.of(id)).map(rows -> {
            if (rows.size() == 0) {
                throw new AccountDeleted();
            }
            var row = rows.iterator().next();
            return Me.of(row, credentials, limits.of(row), undo);
        });
    }
}
