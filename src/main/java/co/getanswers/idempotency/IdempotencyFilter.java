package co.getanswers.idempotency;

import co.getanswers.account.CurrentUser;
import co.getanswers.http.Idempotent;
import co.getanswers.http.LeasedIdempotent;
import co.getanswers.platform.IdentifierGenerator;
import co.getanswers.platform.database.DeferredTransaction;
import co.getanswers.platform.database.RequestTransaction;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.hash.Hashing;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Gives a repeated request the response of the first one (draft-ietf-httpapi-idempotency-key-header). The key and the response are
 * written in the transaction of the effect, so that after a crash there are both or neither. Refused requests had no effect
 * and are not kept: they may be repeated with the same key.
 */
@Singleton
public class IdempotencyFilter {
    private static final Logger LOG = Logger.getLogger(IdempotencyFilter.class);
    private static final String ATTEMPT = IdempotencyFilter.class.getName();
    private static final String LEASED_ATTEMPT = ATTEMPT + ".leased";

    /** Fails at once where another request holds the key: a wait would keep a connection. */
    private static final String LOCK = "select pg_try_advisory_xact_lock($1)";

    private static final String FIND = """
            select fingerprint, status, location, body
            from idempotency_keys
            where user_id = $1 and key = $2""";

    private static final String STORE = """
            insert into idempotency_keys (id, user_id, key, fingerprint, status, location, body, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, now())""";

    private final CurrentUser user;
    private final Pool pool;
    private final KeyLeases leases;
    private final Fingerprints fingerprints;
    private final ObjectMapper json;

    IdempotencyFilter(CurrentUser user, Pool pool, KeyLeases leases, Fingerprints fingerprints, ObjectMapper json) {
        this.user = user;
        this.pool = pool;
        this.leases = leases;
        this.fingerprints = fingerprints;
        this.json = json;
    }

    private record Attempt(UUID userId, String key, String fingerprint, RequestTransaction transaction) {}

    private record LeasedAttempt(KeyLeases.Lease lease, String fingerprint, DeferredTransaction transaction) {
        /** Leaves no effect, so that the request may be repeated at once. */
        Uni<Void> giveUp() {
            return transaction.rollback().chain(lease::release).onFailure().recoverWithNull();
        }
    }

    /**
     * Begins the transaction of a request with a key, before the operation runs.
     *
     * @return the response of the first request with the key; null if this is the first
     */
    @Idempotent
    @ServerRequestFilter(readBody = true)
    public Uni<@Nullable Response> begin(ContainerRequestContext request, RoutingContext routing) {
        var key = key(request);
        if (key == null) {
            return Uni.createFrom().nullItem();
        }
        var userId = user.id();
        var fingerprint = fingerprints.of(request);
        return RequestTransaction.begin(pool).chain(transaction -> {
            var attempt = new Attempt(userId, key, fingerprint, transaction);
            routing.put(ATTEMPT, attempt);
            // For requests that end without a response, as when the client has gone.
            routing.addEndHandler(ended -> transaction.rollback().subscribe().with(done -> {}, failed -> {}));
            return lock(attempt)
                    .chain(() -> find(attempt))
                    .call(first -> first == null ? Uni.createFrom().voidItem() : leave(routing, attempt));
        });
    }

    private static @Nullable String key(ContainerRequestContext request) {
        var key = request.getHeaderString(Idempotent.HEADER);
        if (key != null) {
            KeyLeases.requireValid(key);
        }
        return key;
    }

    /**
     * Leases the key of a request that waits for other servers, before the operation runs.
     *
     * @return the response of the first request with the key; null if this is the first
     */
    @LeasedIdempotent
    @ServerRequestFilter(readBody = true)
    public Uni<@Nullable Response> lease(ContainerRequestContext request, RoutingContext routing) {
        var key = key(request);
        if (key == null) {
            return Uni.createFrom().nullItem();
        }
        var fingerprint = fingerprints.of(request);
        return leases.claim(user.id(), key, fingerprint).map(claim -> {
            if (claim instanceof KeyLeases.Claim.Answered first) {
                first.response().requireSame(fingerprint);
                return first.response().toResponse();
            }
            var lease = ((KeyLeases.Claim.Leased) claim).lease();
            var attempt = new LeasedAttempt(lease, fingerprint, DeferredTransaction.expect(pool));
            routing.put(LEASED_ATTEMPT, attempt);
            lease.renew();
            routing.addEndHandler(ended -> abandon(routing, attempt));
            if (routing.response().closed()) {
                abandon(routing, attempt);
            }
            return null;
        });
    }

    /** Gives up a request that ends without a response. */
    private static void abandon(RoutingContext routing, LeasedAttempt attempt) {
        if (routing.remove(LEASED_ATTEMPT) != null) {
            attempt.giveUp().subscribe().with(done -> {});
        }
    }

    /** Ends the transaction of a repeated request, whose response is kept already. */
    private static Uni<Void> leave(RoutingContext routing, Attempt attempt) {
        routing.remove(ATTEMPT);
        return attempt.transaction.rollback();
    }

    /** Keeps the response and commits, before the response is sent. */
    @Idempotent
    @ServerResponseFilter
    public Uni<Void> end(ContainerResponseContext response, RoutingContext routing) {
        Attempt attempt = routing.remove(ATTEMPT);
        if (attempt == null) {
            return Uni.createFrom().voidItem();
        }
        var transaction = attempt.transaction;
        if (response.getStatus() >= 500) {
            return transaction.rollback();
        }
        var kept = response.getStatus() >= 400 ? Uni.createFrom().voidItem() : store(attempt, response);
        return kept.chain(transaction::commit)
                .onFailure()
                .call(lost -> leaveUnanswered(routing, lost, transaction.rollback()));
    }

    /** Keeps the response and commits, before the response is sent. */
    @LeasedIdempotent
    @ServerResponseFilter
    public Uni<Void> endLease(ContainerResponseContext response, RoutingContext routing) {
        LeasedAttempt attempt = routing.remove(LEASED_ATTEMPT);
        if (attempt == null) {
            return Uni.createFrom().voidItem();
        }
        var transaction = attempt.transaction.transaction();
        if (response.getStatus() >= 400 || transaction.isEmpty()) {
            return attempt.giveUp();
        }
        return Uni.createFrom()
                .deferred(() -> attempt.lease.keep(transaction.get().connection(), kept(attempt.fingerprint, response)))
                .chain(transaction.get()::commit)
                .onFailure()
                .call(lost -> leaveUnanswered(routing, lost, attempt.giveUp()));
    }

    private static Uni<Void> leaveUnanswered(RoutingContext routing, Throwable lost, Uni<Void> rollback) {
        LOG.warn("The effect of a request may be lost: its client is left without a response, and repeats it", lost);
        routing.request().connection().close();
        return rollback;
    }

    private static Uni<Void> lock(Attempt attempt) {
        var lock = number(attempt.userId + " " + attempt.key);
        return attempt.transaction
                .connection()
                .preparedQuery(LOCK)
                .execute(Tuple.of(lock))
                .invoke(rows -> {
                    if (!rows.iterator().next().getBoolean(0)) {
                        throw KeptResponse.inProgress();
                    }
                })
                .replaceWithVoid();
    }

    private static long number(String text) {
        return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).asLong();
    }

    private static Uni<@Nullable Response> find(Attempt attempt) {
        return attempt.transaction
                .connection()
                .preparedQuery(FIND)
                .execute(Tuple.of(attempt.userId, attempt.key))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return null;
                    }
                    var first = KeptResponse.of(rows.iterator().next(), attempt.fingerprint);
                    first.requireSame(attempt.fingerprint);
                    return first.toResponse();
                });
    }

    private Uni<Void> store(Attempt attempt, ContainerResponseContext response) {
        var kept = kept(attempt.fingerprint, response);
        return attempt.transaction
                .connection()
                .preparedQuery(STORE)
                .execute(Tuple.wrap(Arrays.<Object>asList(
                        IdentifierGenerator.next(),
                        attempt.userId,
                        attempt.key,
                        kept.fingerprint(),
                        kept.status(),
                        kept.location(),
                        kept.body())))
                .replaceWithVoid();
    }

    private KeptResponse kept(String fingerprint, ContainerResponseContext response) {
        try {
            return new KeptResponse(
                    fingerprint,
                    response.getStatus(),
                    response.getHeaderString(HttpHeaders.LOCATION),
                    response.hasEntity() ? json.writeValueAsString(response.getEntity()) : null);
        } catch (JsonProcessingException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
