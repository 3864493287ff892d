package co.getanswers.idempotency;

import com.google.common.hash.HashCode;
import com.google.common.hash.HashFunction;
import com.google.common.hash.HashingInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Function;

/** A body of any length that is hashed while it is read. */
public final class HashedBody {
    private final HashingInputStream stream;
    private final Function<HashCode, String> fingerprint;

    HashedBody(HashFunction hash, InputStream body, Function<HashCode, String> fingerprint) {
        this.stream = new HashingInputStream(hash, body);
        this.fingerprint = fingerprint;
    }

    public InputStream stream() {
        return stream;
    }

    /**
     * Reads the rest of the body, and answers the hash of the request; blocks as long as the body takes to arrive.
     *
     * @throws IOException if the body ends early
     */
    public String fingerprint() throws IOException {
        stream.transferTo(OutputStream.nullOutputStream());
        return fingerprint.apply(stream.hash());
    }
}
