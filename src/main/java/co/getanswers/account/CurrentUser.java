package co.getanswers.account;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import java.util.UUID;

/** The user who sends the request that is being served; every query carries this id. */
@Singleton
public class CurrentUser {
    /** The claim of an access token that names the session; the subject names the user. */
    public static final String SESSION_CLAIM = "sid";

    private final SecurityIdentity identity;

    /** @param identity a proxy, which leads to the identity of the current request */
    CurrentUser(SecurityIdentity identity) {
        this.identity = identity;
    }

    public UUID id() {
        return principal().id();
    }

    public UUID sessionId() {
        return principal().sessionId();
    }

    /** The user with the session of the request, for a change that must not outlast the session. */
    public AuthenticatedUser principal() {
        return (AuthenticatedUser) identity.getPrincipal();
    }
}
