package co.getanswers.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.wildfly.security.password.interfaces.BCryptPassword.ALGORITHM_BCRYPT;
import static org.wildfly.security.password.interfaces.BCryptPassword.BCRYPT_HASH_SIZE;
import static org.wildfly.security.password.interfaces.BCryptPassword.BCRYPT_SALT_SIZE;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.wildfly.security.password.Password;
import org.wildfly.security.password.PasswordFactory;
import org.wildfly.security.password.WildFlyElytronPasswordProvider;
import org.wildfly.security.password.interfaces.BCryptPassword;
import org.wildfly.security.password.spec.EncryptablePasswordSpec;
import org.wildfly.security.password.spec.IteratedSaltedPasswordAlgorithmSpec;
import org.wildfly.security.password.util.ModularCrypt;

/**
 * Password hashes. Bcrypt reads 72 bytes of a password at most, so a longer one is hashed as the Base64 text of its SHA-256
 * (44 bytes without a NUL). The Python service truncated longer ones instead: its hashes start with {@code $2b$}, the ones
 * made here with {@code $2a$}, and both prefixes name the same function of the bytes.
 */
final class Bcrypt {
    private static final int MAX_BYTES = 72;
    private static final String PREFIX = "$2a$";
    private static final String PYTHON_PREFIX = "$2b$";
    private static final WildFlyElytronPasswordProvider PROVIDER = new WildFlyElytronPasswordProvider();

    private Bcrypt() {}

    static String hash(String password, int cost) {
        var salt = new byte[BCRYPT_SALT_SIZE];
        new SecureRandom().nextBytes(salt);
        var parameters = new IteratedSaltedPasswordAlgorithmSpec(cost, salt);
        try {
            return ModularCrypt.encodeAsString(factory()
                    .generatePassword(new EncryptablePasswordSpec(latin1(bytesOf(password)), parameters, ISO_8859_1)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns false also if the hash is no bcrypt hash. */
    static boolean matches(String password, String hash) {
        try {
            var factory = factory();
            var bytes = hash.startsWith(PYTHON_PREFIX) ? truncated(password) : bytesOf(password);
            return factory.verify(factory.translate(parse(hash)), latin1(bytes), ISO_8859_1);
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            return false;
        }
    }

    /** The cost of a hash; 0 if it is no bcrypt hash. */
    static int cost(String hash) {
        try {
            return parse(hash) instanceof BCryptPassword parsed ? parsed.getIterationCount() : 0;
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            return 0;
        }
    }

    /** A hash that no password has, and that takes as long to check as a real one. */
    static String dummy(int cost) {
        try {
            return ModularCrypt.encodeAsString(BCryptPassword.createRaw(
                    ALGORITHM_BCRYPT, new byte[BCRYPT_HASH_SIZE], new byte[BCRYPT_SALT_SIZE], cost));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] bytesOf(String password) {
        var bytes = password.getBytes(UTF_8);
        return bytes.length <= MAX_BYTES ? bytes : Base64.getEncoder().encode(SecretToken.sha256(password));
    }

    private static byte[] truncated(String password) {
        var bytes = password.getBytes(UTF_8);
        return bytes.length <= MAX_BYTES ? bytes : Arrays.copyOf(bytes, MAX_BYTES);
    }

    /** The bytes as characters, one each: the library takes no bytes. */
    private static char[] latin1(byte[] bytes) {
        return new String(bytes, ISO_8859_1).toCharArray();
    }

    /** Parses a hash; the library knows neither prefix but {@code $2a$}. */
    private static Password parse(String hash) throws GeneralSecurityException {
        return ModularCrypt.decode(
                hash.startsWith(PYTHON_PREFIX) ? PREFIX + hash.substring(PYTHON_PREFIX.length()) : hash);
    }

    private static PasswordFactory factory() throws GeneralSecurityException {
        return PasswordFactory.getInstance(ALGORITHM_BCRYPT, PROVIDER);
    }
}
