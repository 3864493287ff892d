package co.getanswers.account;

import java.security.Principal;
import java.util.UUID;

/** The principal of a request: the user and the session that its access token names. */
public record AuthenticatedUser(UUID id, UUID sessionId) implements Principal {
    @Override
    public String getName() {
        return id.toString();
    }
}
