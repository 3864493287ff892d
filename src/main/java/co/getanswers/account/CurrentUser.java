package co.getanswers.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Whoever's access token came with the request; every query carries this id. */
@RequestScoped
public class CurrentUser {
    /** The claim that names the session; the subject is the user. */
    public static final String SESSION_CLAIM = "sid";

    @Inject
    JsonWebToken token;

    public UUID id() {
        return UUID.fromString(token.getSubject());
    }

    public UUID sessionId() {
        return UUID.fromString(token.getClaim(SESSION_CLAIM));
    }
}
