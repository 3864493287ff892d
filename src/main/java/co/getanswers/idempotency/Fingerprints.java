package co.getanswers.idempotency;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import io.quarkus.runtime.BlockingOperationControl;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Hashes of requests; keyed, for without the key nobody can try out what a body, such as one with a password, may have been. */
@Singleton
public class Fingerprints {
    /** Asked at each request: a filter is made before the settings of the run are known. */
    private final Provider<String> secretKey;

    Fingerprints(@ConfigProperty(name = "getanswers.secret-key") Provider<String> secretKey) {
        this.secretKey = secretKey;
    }

    /** The hash of a request with its body, which stays readable. */
    String of(ContainerRequestContext request) {
        try {
            return of(request.getMethod(), request.getUriInfo().getRequestUri().getRawPath(), readBody(request));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The hash of a request as far as it is known before its body has come. */
    public String ofHead(String method, String path) {
        return of(method, path, new byte[0]);
    }

    /** Hashes a body while it is read. */
    public HashedBody hashed(String method, String path, InputStream body) {
        return new HashedBody(keyed(), body, hash -> of(method, path, hash.asBytes()));
    }

    private String of(String method, String path, byte[] body) {
        return keyed().newHasher()
                .putString(method + " " + path + "\n", StandardCharsets.UTF_8)
                .putBytes(body)
                .hash()
                .toString();
    }

    private HashFunction keyed() {
        return Hashing.hmacSha256(secretKey.get().getBytes(StandardCharsets.UTF_8));
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
}
