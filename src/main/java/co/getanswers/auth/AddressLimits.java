package co.getanswers.auth;

import co.getanswers.auth.RateLimiter.Subject;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Limits on what clients do with an address. Each client has limits of its own, so that nobody elsewhere uses those of the
 * owner up. The brake on the address over all clients keeps many of them from guessing together; it stops no client from whose
 * network the owner has signed in.
 */
@ApplicationScoped
class AddressLimits {
    private final RateLimiter rateLimiter;
    private final KnownClients knownClients;

    AddressLimits(RateLimiter rateLimiter, KnownClients knownClients) {
        this.rateLimiter = rateLimiter;
        this.knownClients = knownClients;
    }

    /** @return the rows, for {@link RateLimiter#refund} */
    Uni<List<UUID>> acquireSignIn(String email, ClientAddress client) {
        return acquire(
                email,
                client,
                RateLimit.SIGN_INS_PER_CLIENT,
                RateLimit.SIGN_INS_PER_ADDRESS_AND_CLIENT,
                RateLimit.SIGN_INS_PER_ADDRESS);
    }

    Uni<List<UUID>> acquireLink(String email, ClientAddress client) {
        return acquire(
                email,
                client,
                RateLimit.MAGIC_LINKS_PER_CLIENT,
                RateLimit.MAGIC_LINKS_PER_ADDRESS_AND_CLIENT,
                RateLimit.MAGIC_LINKS_PER_ADDRESS);
    }

    private Uni<List<UUID>> acquire(
            String email, ClientAddress client, RateLimit perClient, RateLimit perPair, RateLimit brake) {
        return knownClients.knows(email, client).chain(known -> {
            var subjects = new ArrayList<Subject>();
            subjects.add(Subject.of(perClient, client.network()));
            subjects.add(Subject.of(perPair, email + " " + client.network()));
            if (!known) {
                subjects.add(Subject.of(brake, email));
            }
            return rateLimiter.acquire(subjects.toArray(Subject[]::new));
        });
    }
}
