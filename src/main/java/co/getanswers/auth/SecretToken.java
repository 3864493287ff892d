package co.getanswers.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A secret of 256 random bits. The client holds the text, the database its hash alone; a fast hash is enough, because
 * nobody can guess that many bits.
 */
public record SecretToken(String text, String hash) {
    /** The beginning of a token that sets a password, and that therefore no other token has. */
    static final String RESET = "reset.";

    public static SecretToken random() {
        return random("");
    }

    /** @param prefix the purpose: the hash is of the whole text, so a token serves no other */
    static SecretToken random(String prefix) {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        var text = prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new SecretToken(text, hash(text));
    }

    /** The SHA-256 of a text, in hexadecimal. */
    public static String hash(String text) {
        return HexFormat.of().formatHex(sha256(text));
    }

    /** The SHA-256 of a text. */
    public static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Leaves the secret out, in case it ever reaches a log. */
    @Override
    public String toString() {
        return "SecretToken[hash=" + hash + "]";
    }
}
