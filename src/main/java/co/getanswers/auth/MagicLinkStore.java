package co.getanswers.auth;

import co.getanswers.platform.IdentifierGenerator;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Stores magic links by one statement, the same for addresses with and without an account. */
@ApplicationScoped
class MagicLinkStore {
    /** The lock keeps the account from being deleted meanwhile. */
    private static final String INSERT = """
            with inserted as (
              insert into magic_links (id, user_id, email, token, expires_at, created_at)
              select $1, (select id from users where email = $2 for key share), $2, $3, at + make_interval(secs => $4), at
              from clock_timestamp() as at
            )
            select exists (
              select from users where email = $2 and email_verified_at is null and password_hash is not null)
              as removes_password""";

    private final Pool pool;

    MagicLinkStore(Pool pool) {
        this.pool = pool;
    }

    /** @return whether the link will remove a password that was set before anybody proved the address */
    Uni<Boolean> insert(String email, SecretToken token, Duration lifetime) {
        return pool.preparedQuery(INSERT)
                .execute(Tuple.of(IdentifierGenerator.next(), email, token.hash(), lifetime.toMillis() / 1000.0))
                .map(rows -> rows.iterator().next().getBoolean("removes_password"));
    }
}
