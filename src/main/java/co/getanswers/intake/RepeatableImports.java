package co.getanswers.intake;

import co.getanswers.idempotency.Fingerprints;
import co.getanswers.idempotency.HashedBody;
import co.getanswers.idempotency.KeptResponse;
import co.getanswers.idempotency.KeyLeases;
import co.getanswers.idempotency.KeyLeases.Claim;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Gives a repeated import the lines of the first one, if that came to its end. */
@Singleton
class RepeatableImports {
    private static final Logger LOG = Logger.getLogger(RepeatableImports.class);
    private static final TypeReference<List<ImportLine>> LINES = new TypeReference<>() {};

    private final KeyLeases leases;
    private final Fingerprints fingerprints;
    private final Pool pool;
    private final ObjectMapper json;

    RepeatableImports(KeyLeases leases, Fingerprints fingerprints, Pool pool, ObjectMapper json) {
        this.leases = leases;
        this.fingerprints = fingerprints;
        this.pool = pool;
        this.json = json;
    }

    /** An import that was asked for. */
    sealed interface Request {
        /** It is to be made, from the stream. */
        record First(InputStream body, Attempt attempt) implements Request {}

        /** It was made before. */
        record Repeated(List<ImportLine> lines) implements Request {}
    }

    /**
     * Leases the key of an import, or reads a repeated body to compare it with the first one; blocks.
     *
     * @throws IOException if the body of a repetition ends early
     * @throws co.getanswers.platform.Failure.Conflict if an import with the key is in progress
     * @throws co.getanswers.platform.Failure.Invalid if the key was used for another request
     */
    Request begin(UUID userId, @Nullable String key, InputStream body) throws IOException {
        if (key == null) {
            return new Request.First(body, Attempt.WITHOUT_KEY);
        }
        var hashed = fingerprints.hashed("POST", ImportResource.PATH, body);
        var claim = leases.claim(userId, key, fingerprints.ofHead("POST", ImportResource.PATH))
                .await()
                .indefinitely();
        if (claim instanceof Claim.Answered first) {
            first.response().requireSame(hashed.fingerprint());
            return new Request.Repeated(json.readValue(first.response().body(), LINES));
        }
        var lease = ((Claim.Leased) claim).lease();
        lease.renew();
        return new Request.First(hashed.stream(), new LeasedAttempt(lease, hashed));
    }

    /** An import that is made now. */
    interface Attempt extends AutoCloseable {
        Attempt WITHOUT_KEY = new Attempt() {
            @Override
            public void abandon() {}

            @Override
            public void keep(List<ImportLine> lines) {}

            @Override
            public void close() {}
        };

        /** Does the same as {@link #close} for an attempt that nobody waits for; does not block. */
        void abandon();

        /** Keeps the lines for repetitions; blocks. */
        void keep(List<ImportLine> lines);

        /** Lets a repetition import again, unless the lines are kept; blocks. */
        @Override
        void close();
    }

    private final class LeasedAttempt implements Attempt {
        private final KeyLeases.Lease lease;
        private final HashedBody body;

        LeasedAttempt(KeyLeases.Lease lease, HashedBody body) {
            this.lease = lease;
            this.body = body;
        }

        @Override
        public void abandon() {
            lease.release().subscribe().with(released -> {}, unavailable -> {});
        }

        @Override
        public void keep(List<ImportLine> lines) {
            try {
                var response = new KeptResponse(body.fingerprint(), 200, null, json.writeValueAsString(lines));
                lease.keep(pool, response)
                        .onFailure()
                        .invoke(lost -> LOG.warn("A repetition of this import will be told of duplicates", lost))
                        .onFailure()
                        .recoverWithNull()
                        .await()
                        .indefinitely();
            } catch (JsonProcessingException failed) {
                throw new UncheckedIOException(failed);
            } catch (IOException unread) {
                LOG.debug("The body of an import has more than the mailbox, which did not arrive", unread);
            }
        }

        @Override
        public void close() {
            lease.release().onFailure().recoverWithNull().await().indefinitely();
        }
    }
}
