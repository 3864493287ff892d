package co.getanswers.account;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.util.UUID;

/** The permissions that a person gave to this service elsewhere, and that end with the account. */
public interface OutsidePermissions {
    /**
     * Reads the permissions of an account, and of what was set aside for it, in the transaction that deletes both.
     *
     * @return has them ended elsewhere, without waiting for it; to be run once the transaction has committed
     */
    Uni<Runnable> of(SqlClient client, UUID userId);
}
