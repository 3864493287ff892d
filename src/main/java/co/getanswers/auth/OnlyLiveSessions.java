package co.getanswers.auth;

import co.getanswers.account.CurrentUser;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** An access token is good for no longer than its session and its user. */
@ApplicationScoped
class OnlyLiveSessions implements SecurityIdentityAugmentor {
    private final LiveSessions sessions;

    OnlyLiveSessions(LiveSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.isAnonymous() || !(identity.getPrincipal() instanceof JsonWebToken token)) {
            return Uni.createFrom().item(identity);
        }
        return isAlive(token)
                .onItem()
                .transformToUni(alive -> alive
                        ? Uni.createFrom().item(identity)
                        : Uni.createFrom().failure(new AuthenticationFailedException("The session has ended.")));
    }

    private Uni<Boolean> isAlive(JsonWebToken token) {
        try {
            return sessions.isAlive(
                    UUID.fromString(token.<String>getClaim(CurrentUser.SESSION_CLAIM)),
                    UUID.fromString(token.getSubject()));
        } catch (IllegalArgumentException | ClassCastException | NullPointerException notOurs) {
            return Uni.createFrom().item(false);
        }
    }
}
