package co.getanswers.platform;

import co.getanswers.platform.embedded.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Turns what the person set in the environment into what the framework reads, before it starts. They become system
 * properties: the framework's configuration is read once, and the program's entry runs before that.
 */
public final class Settings {
    /** In characters, so that HS256 has a key at least as long as its hash (RFC 7518, section 3.2). */
    public static final int SECRET_KEY_LENGTH = 32;

    private static final Path DEV_DIRECTORY = Path.of(".dev");

    private Settings() {}

    /** @throws InvalidSetting where something the program can't do without is missing or unreadable */
    public static void apply() {
        var dev = EmbeddedServer.available();
        var url = System.getenv("DATABASE_URL");
        if (url != null && !url.isBlank()) {
            apply(DatabaseUrl.parse(url));
        } else if (dev) {
            apply(DatabaseUrl.parse(
                    EmbeddedServer.open(DEV_DIRECTORY.resolve("postgres")).url("postgres")));
        } else {
            throw new InvalidSetting("DATABASE_URL is not set: set it to the address of a PostgreSQL database, such as"
                    + " postgresql://user:password@host:5432/database.");
        }
        System.setProperty("getanswers.secret-key", secretKey(dev));
    }

    private static void apply(DatabaseUrl url) {
        for (var parameter : url.ignored()) {
            System.err.println("DATABASE_URL: the parameter " + parameter + " is not used here.");
        }
        url.settings().forEach(System::setProperty);
    }

    private static String secretKey(boolean dev) {
        var key = System.getenv("SECRET_KEY");
        if (key == null || key.isBlank()) {
            if (dev) {
                return devSecretKey();
            }
            throw new InvalidSetting("SECRET_KEY is not set: set it to at least " + SECRET_KEY_LENGTH
                    + " random characters, such as the output of: openssl rand -hex 32");
        }
        if (key.length() < SECRET_KEY_LENGTH) {
            throw new InvalidSetting("SECRET_KEY has " + key.length() + " characters: set it to at least "
                    + SECRET_KEY_LENGTH + " random ones, such as the output of: openssl rand -hex 32");
        }
        return key;
    }

    /** Made once and kept beside the data, so that a developer stays signed in over restarts. */
    private static String devSecretKey() {
        var file = DEV_DIRECTORY.resolve("secret-key");
        try {
            if (!Files.exists(file)) {
                var random = new byte[32];
                new SecureRandom().nextBytes(random);
                Files.createDirectories(DEV_DIRECTORY);
                Files.writeString(file, HexFormat.of().formatHex(random));
            }
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException("The key of dev mode can't be kept in " + file.toAbsolutePath(), failed);
        }
    }
}
