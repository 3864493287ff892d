package co.getanswers.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * 256 random bits that the person is given and the database never sees: it keeps the hash. A plain hash is enough, for
 * nobody can guess what was hashed.
 */
record SecretToken(String text, String hash) {
    static SecretToken random() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        var text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new SecretToken(text, hash(text));
    }

    /** SHA-256, in hexadecimal. */
    static String hash(String text) {
        return HexFormat.of().formatHex(sha256(text));
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException neverOnJava) {
            throw new IllegalStateException(neverOnJava);
        }
    }

    /** Shows the hash alone, should it ever reach a log. */
    @Override
    public String toString() {
        return "SecretToken[hash=" + hash + "]";
    }
}
