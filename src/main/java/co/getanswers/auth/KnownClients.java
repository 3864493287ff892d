package co.getanswers.auth;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The networks from which users have signed in lately. */
@ApplicationScoped
class KnownClients {
    private static final String KNOWN = """
            select exists (
              select
              from known_clients k
              join users u on u.id = k.user_id
              where u.email = $1 and k.client_hash = $2 and k.seen_at > now() - make_interval(secs => $3)) as known""";

    private static final String REMEMBER = """
            with forgotten as (
              delete from known_clients
              where user_id = ?1 and client_hash <> ?2 and seen_at < now() - make_interval(secs => ?3)
            )
            insert into known_clients (user_id, client_hash, seen_at)
            values (?1, ?2, now())
            on conflict (user_id, client_hash) do update
            set seen_at = excluded.seen_at""";

    private static final String FORGET = "delete from known_clients where user_id = ?1";

    private final Pool pool;
    private final double seconds;

    KnownClients(Pool pool, AuthSettings settings) {
        this.pool = pool;
        this.seconds = settings.knownClientsKept().toSeconds();
    }

    /** Tells whether the account of an address was signed in to from the client's network. */
    Uni<Boolean> knows(String email, ClientAddress client) {
        return pool.preparedQuery(KNOWN)
                .execute(Tuple.of(email, SecretToken.hash(client.network()), seconds))
                .map(rows -> rows.iterator().next().getBoolean("known"));
    }

    /** Remembers the network in the caller's transaction. */
    Uni<Void> remember(UUID userId, ClientAddress client) {
        return Panache.getSession()
                .chain(database -> database.createNativeQuery(REMEMBER)
                        .setParameter(1, userId)
                        .setParameter(2, SecretToken.hash(client.network()))
                        .setParameter(3, seconds)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Forgets all networks of a user in the caller's transaction. */
    static Uni<Void> forget(UUID userId) {
        return Panache.getSession()
                .chain(database -> database.createNativeQuery(FORGET)
                        .setParameter(1, userId)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
