package co.getanswers.idempotency;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/** Hashes of requests and of their keys. */
final class Fingerprint {
    private Fingerprint() {}

    /** @param secret without which nobody can try out what a body, such as one with a password, may have been */
    static String of(byte[] secret, String method, String path, byte[] body) {
        return Hashing.hmacSha256(secret)
                .newHasher()
                .putString(method + " " + path + "\n", StandardCharsets.UTF_8)
                .putBytes(body)
                .hash()
                .toString();
    }

    static long number(String text) {
        return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).asLong();
    }
}
