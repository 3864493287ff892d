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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Encrypts the credentials of users' mailboxes with AES-256-GCM. A sealed value is a JSON object with the key's id and the
 * box; the box opens for the id that it was made for only: that of the user, or of the mailbox.
 */
public final class CredentialSeal {
    private static final int KEY_BYTES = 32;
    private static final String SETTING = "GETANSWERS_CREDENTIALS_KEY";
    private static final String KEY_ID = "kid";
    private static final String BOX = "box";

    private final Key current;
    private final Map<String, Key> all;

    private CredentialSeal(Key current, List<Key> others) {
        this.current = current;
        this.all = Stream.concat(others.stream(), Stream.of(current))
                .collect(Collectors.toMap(Key::id, Function.identity(), (former, same) -> same));
    }

    private record Key(String id, Aead aead) {}

    /**
     * The seal of the settings: it seals with the key, and opens with the other keys as well.
     *
     * @return empty without a key
     * @throws InvalidSetting if a key is anything but 32 random bytes in Base64
     */
    public static Optional<CredentialSeal> of(CredentialSettings settings) {
        return settings.key().map(key -> withKeys(key, settings.otherKeys().orElse(List.of())));
    }

    /**
     * @param key 32 random bytes in Base64
     * @throws InvalidSetting if it is anything else
     */
    public static CredentialSeal withKey(String key) {
        return withKeys(key, List.of());
    }

    /** @param others keys that open, and don't seal */
    static CredentialSeal withKeys(String key, List<String> others) {
        var known = others.stream()
                .map(other -> key(other, "GETANSWERS_CREDENTIALS_OTHER_KEYS"))
                .toList();
        return new CredentialSeal(key(key, SETTING), known);
    }

    private static Key key(String key, String setting) {
        var bytes = decoded(key, setting);
        try {
            var id = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 4);
            return new Key(id, new AesGcmJce(bytes));
        } catch (GeneralSecurityException unavailable) {
            throw new IllegalStateException(unavailable);
        }
    }

    private static byte[] decoded(String key, String setting) {
        try {
            var bytes = Base64.getDecoder().decode(key.strip());
            if (bytes.length == KEY_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            // Refused below.
        }
        throw new InvalidSetting(setting + " is not a key: set it to 32 random bytes in Base64, such as the"
                + " output of: openssl rand -base64 32");
    }

    /** True for a value that {@link #seal} made, with whatever key. */
    public static boolean isSealed(String json) {
        return parsed(json).isPresent();
    }

    /** @return a JSON object without anything of the credentials in clear text */
    public String seal(UUID owner, String credentials) {
        try {
            var box = current.aead().encrypt(credentials.getBytes(StandardCharsets.UTF_8), associatedData(owner));
            return new JsonObject()
                    .put(KEY_ID, current.id())
                    .put(BOX, Base64.getEncoder().encodeToString(box))
                    .encode();
        } catch (GeneralSecurityException unavailable) {
            throw new IllegalStateException(unavailable);
        }
    }

    /** @return empty if it is not sealed, or with an unknown key, or for another owner */
    public Optional<String> open(UUID owner, String json) {
        return parsed(json)
                .flatMap(value -> Optional.ofNullable(all.get(value.getString(KEY_ID)))
                        .flatMap(key -> open(key, owner, value.getString(BOX))));
    }

    private static Optional<String> open(Key key, UUID owner, String box) {
        try {
            var opened = key.aead().decrypt(Base64.getDecoder().decode(box), associatedData(owner));
            return Optional.of(new String(opened, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    /** True for a value that was sealed with the key that seals now. */
    public boolean isCurrent(String json) {
        return parsed(json)
                .filter(value -> current.id().equals(value.getString(KEY_ID)))
                .isPresent();
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
