package co.getanswers.account;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Whoever's access token came with the request; every query carries this id. */
@Singleton
public class CurrentUser {
    /** The claim that names the session; the subject is the user. */
    public static final String SESSION_CLAIM = "sid";

    private final SecurityIdentity identity;

    /** @param identity that of whichever request is being served */
    CurrentUser(SecurityIdentity identity) {
        this.identity = identity;
    }

    public UUID id() {
        return signedIn().id();
    }

    public UUID sessionId() {
        return signedIn().sessionId();
    }

    private AuthenticatedUser signedIn() {
        return (AuthenticatedUser) identity.getPrincipal();
    }
}
