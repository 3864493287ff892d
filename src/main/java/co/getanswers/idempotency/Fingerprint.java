package co.getanswers.idempotency;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/** Hashes of requests and of their keys. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(String method, String path, byte[] body) {
        return Hashing.sha256()
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
