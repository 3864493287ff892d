package co.getanswers.idempotency;

import co.getanswers.account.CurrentUser;
import co.getanswers.http.Idempotent;
import co.getanswers.platform.Failure;
import co.getanswers.platform.IdentifierGenerator;
import co.getanswers.platform.database.RequestTransaction;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.BlockingOperationControl;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
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
    private final ObjectMapper json;
    /** Asked at each request: a filter is made before the settings of the run are known. */
    private final Provider<String> secretKey;

    IdempotencyFilter(
            CurrentUser user,
            Pool pool,
            ObjectMapper json,
            @ConfigProperty(name = "getanswers.secret-key") Provider<String> secretKey) {
        this.user = user;
        this.pool = pool;
        this.json = json;
        this.secretKey = secretKey;
    }

    private record Attempt(UUID userId, String key, String fingerprint, RequestTransaction transaction) {}

    /**
     * Begins the transaction of a request with a key, before the operation runs.
     *
     * @return the response of the first request with the key; null if this is the first
     */
    @Idempotent
    @ServerRequestFilter(readBody = true)
    public Uni<@Nullable Response> begin(ContainerRequestContext request, RoutingContext routing) {
        var key = request.getHeaderString(Idempotent.HEADER);
        if (key == null) {
            return Uni.createFrom().nullItem();
        }
        if (key.isBlank() || key.length() > Idempotent.MAX_LENGTH) {
            throw new Failure.Invalid(Idempotent.HEADER, "must have 1 to " + Idempotent.MAX_LENGTH + " characters");
        }
        var userId = user.id();
        var fingerprint = fingerprint(request);
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
        return kept.chain(transaction::commit).onFailure().call(lost -> {
            LOG.warn(
                    "The effect of a request may be lost: its client is left without a response, and repeats it", lost);
            routing.request().connection().close();
            return transaction.rollback();
        });
    }

    private static Uni<Void> lock(Attempt attempt) {
        var lock = Fingerprint.number(attempt.userId + " " + attempt.key);
        return attempt.transaction
                .connection()
                .preparedQuery(LOCK)
                .execute(Tuple.of(lock))
                .invoke(rows -> {
                    if (!rows.iterator().next().getBoolean(0)) {
                        throw new Failure.Conflict(
                                "A request with this Idempotency-Key is in progress: repeat it in a moment.");
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<@Nullable Response> find(Attempt attempt) {
        return attempt.transaction
                .connection()
                .preparedQuery(FIND)
                .execute(Tuple.of(attempt.userId, attempt.key))
                .map(rows -> rows.size() == 0
                        ? null
                        : repeated(attempt, rows.iterator().next()));
    }

    private static Response repeated(Attempt attempt, Row first) {
        if (!first.getString("fingerprint").equals(attempt.fingerprint)) {
            throw new Failure.Invalid(Idempotent.HEADER, "was used for another request");
        }
        var response = Response.status(first.getInteger("status"));
        var location = first.getString("location");
        if (location != null) {
            response.location(URI.create(location));
        }
        var body = first.getString("body");
        return body == null
                ? response.build()
                : response.entity(body).type(MediaType.APPLICATION_JSON_TYPE).build();
    }

    private Uni<Void> store(Attempt attempt, ContainerResponseContext response) {
        try {
            var body = response.hasEntity() ? json.writeValueAsString(response.getEntity()) : null;
            return attempt.transaction
                    .connection()
                    .preparedQuery(STORE)
                    .execute(Tuple.wrap(Arrays.<Object>asList(
                            IdentifierGenerator.next(),
                            attempt.userId,
                            attempt.key,
                            attempt.fingerprint,
                            response.getStatus(),
                            response.getHeaderString(HttpHeaders.LOCATION),
                            body)))
                    .replaceWithVoid();
        } catch (JsonProcessingException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * The body. A large one is a stream that the framework hands over on a thread that may wait for it, and which no event loop
     * may read later; an operation that takes no body has an open stream on an event loop, which is left alone.
     */
    private static byte[] readBody(ContainerRequestContext request) throws IOException {
        var stream = request.getEntityStream();
        if (!(stream instanceof ByteArrayInputStream) && !BlockingOperationControl.isBlockingAllowed()) {
            return new byte[0];
        }
        var body = stream.readAllBytes();
        request.setEntityStream(new ByteArrayInputStream(body));
        return body;
    }

    private String fingerprint(ContainerRequestContext request) {
        try {
            var body = readBody(request);
            return Fingerprint.of(
                    secretKey.get().getBytes(StandardCharsets.UTF_8),
                    request.getMethod(),
                    request.getUriInfo().getRequestUri().getRawPath(),
                    body);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
