package co.getanswers.idempotency;

import co.getanswers.http.Idempotent;
import co.getanswers.platform.Failure;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The response to the first request with a key.
 *
 * @param fingerprint the hash of that request
 * @param body JSON
 */
public record KeptResponse(
        String fingerprint,
        int status,
        @Nullable String location,
        @Nullable String body) {
    /**
     * Reads a row of a key.
     *
     * @param fingerprint the hash of the request in progress, if one is
     * @throws Failure.Conflict if it is in progress
     * @throws Failure.Invalid if another request is
     */
    static KeptResponse of(Row row, String fingerprint) {
        if (row.getInteger("status") == null) {
            throw row.getString("fingerprint").equals(fingerprint) ? inProgress() : usedForAnother();
        }
        return new KeptResponse(
                row.getString("fingerprint"),
                row.getInteger("status"),
                row.getString("location"),
                row.getString("body"));
    }

    /** @throws Failure.Invalid if the key was used for another request */
    public void requireSame(String fingerprint) {
        if (!this.fingerprint.equals(fingerprint)) {
            throw usedForAnother();
        }
    }

    static Failure inProgress() {
        return new Failure.Conflict("A request with this Idempotency-Key is in progress: repeat it in a moment.");
    }

    private static Failure usedForAnother() {
        return new Failure.Invalid(Idempotent.HEADER, "was used for another request");
    }

    Response toResponse() {
        var response = Response.status(status);
        if (location != null) {
            response.location(URI.create(location));
        }
        return body == null
                ? response.build()
                : response.entity(body).type(MediaType.APPLICATION_JSON_TYPE).build();
    }
}
