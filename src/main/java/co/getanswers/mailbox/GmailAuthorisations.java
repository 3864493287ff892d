package co.getanswers.mailbox;

import co.getanswers.account.AuthenticatedUser;
import co.getanswers.auth.SecretToken;
import co.getanswers.platform.IdentifierGenerator;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The requests for permission that wait for their answers; each belongs to one session, and is answered once. */
@ApplicationScoped
class GmailAuthorisations {
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    /** Also deletes the expired ones of the user. */
    private static final String INSERT = """
            with expired as (
              delete from gmail_authorisations where user_id = $2 and expires_at <= now()
            )
            insert into gmail_authorisations (id, user_id, session_id, state_hash, sealed_verifier, expires_at, created_at)
            values ($1, $2, $3, $4, $5::text::jsonb, now() + make_interval(secs => $6), now())
            returning expires_at""";

    private static final String TAKE = """
            delete from gmail_authorisations
            where state_hash = $1 and user_id = $2 and session_id = $3
            returning id, sealed_verifier::text as sealed_verifier, expires_at > now() as valid""";

    private final Pool pool;
    private final AccountPasswords passwords;

    GmailAuthorisations(Pool pool, AccountPasswords passwords) {
        this.pool = pool;
        this.passwords = passwords;
    }

    /** @return the time at which it expires */
    Uni<Instant> insert(AuthenticatedUser user, SecretToken state, String verifier) {
        var id = IdentifierGenerator.next();
        return pool.preparedQuery(INSERT)
                .execute(Tuple.of(id, user.id(), user.sessionId(), state.hash(), passwords.seal(id, verifier), (double)
                        LIFETIME.toSeconds()))
                .map(rows ->
                        rows.iterator().next().getOffsetDateTime("expires_at").toInstant());
    }

    /** Takes the request of a state away, and answers its code verifier; empty if the session has no valid one. */
    Uni<Optional<String>> take(AuthenticatedUser user, String state) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(SecretToken.hash(state), user.id(), user.sessionId()))
                .map(rows -> {
                    if (rows.rowCount() == 0) {
                        return Optional.empty();
                    }
                    var row = rows.iterator().next();
                    UUID id = row.getUUID("id");
                    return row.getBoolean("valid")
                            ? passwords.open(id, row.getString("sealed_verifier"))
                            : Optional.empty();
                });
    }
}
