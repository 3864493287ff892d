package co.getanswers.account;

import java.security.Principal;
import java.util.UUID;

/** Who sends a request, as their access token tells it, and by which session. */
public record AuthenticatedUser(UUID id, UUID sessionId) implements Principal {
    @Override
    public String getName() {
        return id.toString();
    }
}
