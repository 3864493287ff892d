package co.getanswers.platform;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * Encrypts the credentials of users' mailboxes with AES-256-GCM. A sealed value is a JSON object with the key's id and the
 * box; the box opens for the id that it was made for only: that of the user, or of the mailbox.
 */
public final class CredentialSeal {
    private static final int KEY_BYTES = 32;
    private static final String KEY_ID = "kid";
    private static final String BOX = "box";

    private final String keyId;
    private final Aead aead;

    private CredentialSeal(String keyId, Aead aead) {
        this.keyId = keyId;
        this.aead = aead;
    }

    /**
     * @param key 32 random bytes in Base64
     * @throws InvalidSetting if it is anything else
     */
    public static CredentialSeal withKey(String key) {
        var bytes = decoded(key);
        try {
            return new CredentialSeal(
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 4),
                    new AesGcmJce(bytes));
        } catch (GeneralSecurityException unavailable) {
            throw new IllegalStateException(unavailable);
        }
    }

    private static byte[] decoded(String key) {
        try {
            var bytes = Base64.getDecoder().decode(key.strip());
            if (bytes.length == KEY_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            // Refused below.
        }
        throw new InvalidSetting(
                "GETANSWERS_CREDENTIALS_KEY is not a key: set it to 32 random bytes in Base64, such as the"
                        + " output of: openssl rand -base64 32");
    }

    /** True for a value that {@link #seal} made, with whatever key. */
    public static boolean isSealed(String json) {
        return parsed(json).isPresent();
    }

    /** @return a JSON object without anything of the credentials in clear text */
    public String seal(UUID owner, String credentials) {
        try {
            var box = aead.encrypt(credentials.getBytes(StandardCharsets.UTF_8), associatedData(owner));
            return new JsonObject()
                    .put(KEY_ID, keyId)
                    .put(BOX, Base64.getEncoder().encodeToString(box))
                    .encode();
        } catch (GeneralSecurityException unavailable) {
            throw new IllegalStateException(unavailable);
        }
    }

    /** @return empty if it is not sealed, or with another key, or for another owner */
    public Optional<String> open(UUID owner, String json) {
        return parsed(json)
                .filter(value -> keyId.equals(value.getValue(KEY_ID)))
                .flatMap(value -> {
                    try {
                        var box = Base64.getDecoder().decode(value.getString(BOX));
                        return Optional.of(
                                new String(aead.decrypt(box, associatedData(owner)), StandardCharsets.UTF_8));
                    } catch (GeneralSecurityException | IllegalArgumentException foreign) {
                        return Optional.empty();
                    }
                });
    }

    private static Optional<JsonObject> parsed(String json) {
        try {
            var value = new JsonObject(json);
            return value.size() == 2
                            && value.getValue(KEY_ID) instanceof String
                            && value.getValue(BOX) instanceof String
                    ? Optional.of(value)
                    : Optional.empty();
        } catch (DecodeException | ClassCastException other) {
            return Optional.empty();
        }
    }

    private static byte[] associatedData(UUID owner) {
        return owner.toString().getBytes(StandardCharsets.UTF_8);
    }
}
