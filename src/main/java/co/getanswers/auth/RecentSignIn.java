package co.getanswers.auth;

import co.getanswers.account.AuthenticatedUser;
import co.getanswers.platform.Failure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Asks for a recent proof of who is there before what a thief of a session must not do. */
@ApplicationScoped
class RecentSignIn {
    private static final String IS_RECENT = """
            select exists (
              select
              from sessions
              where id = $1 and user_id = $2
                and coalesce(authenticated_at, created_at) > now() - make_interval(secs => $3)) as recent""";

    private static final String RENEW =
            "update sessions set authenticated_at = now() where id = $1 and user_id = $2 and ended_at is null";

    private final Pool pool;
    private final Duration age;

    RecentSignIn(Pool pool, AuthSettings settings) {
        this.pool = pool;
        this.age = settings.recentSignIn();
    }

    /** @throws Failure.StaleSignIn (in the Uni) if the session began, or got its password, too long ago */
    Uni<Void> require(AuthenticatedUser user) {
        return pool.preparedQuery(IS_RECENT)
                .execute(Tuple.of(user.sessionId(), user.id(), (double) age.toSeconds()))
                .map(rows -> {
                    if (!rows.iterator().next().getBoolean("recent")) {
                        throw new Failure.StaleSignIn(
                                "Your sign-in is too long ago for this: give your password to POST /api/auth/confirm, or"
                                        + " sign in again.",
                                age);
                    }
                    return null;
                });
    }

    Uni<Void> renew(AuthenticatedUser user) {
        return pool.preparedQuery(RENEW)
                .execute(Tuple.of(user.sessionId(), user.id()))
                .replaceWithVoid();
    }
}
