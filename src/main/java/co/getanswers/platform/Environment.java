package co.getanswers.platform;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Translates environment variables into the framework's settings before it starts. They become system properties, because
 * the framework reads its configuration once, and the program's entry runs before that.
 */
public final class Environment {
    /** The least length in characters: HS256 needs a key as long as its hash (RFC 7518, section 3.2). */
    private static final int SECRET_KEY_LENGTH = 32;

    private static final String MIGRATION_DATABASE_URL = "MIGRATION_DATABASE_URL";

    private Environment() {}

    /** @throws InvalidSetting if a required variable is missing or malformed */
    public static void apply() {
        checked("DATABASE_URL", databaseUrl()).settings().forEach(System::setProperty);
        if (isSet(MIGRATION_DATABASE_URL)) {
            checked(MIGRATION_DATABASE_URL, migrationDatabaseUrl())
                    .jdbcSettings()
                    .forEach(System::setProperty);
        }
        System.setProperty("getanswers.secret-key", secretKey());
        if (!isSet("GETANSWERS_CREDENTIALS_KEY") && embeddedDatabase().isPresent()) {
            System.setProperty("getanswers.credentials.key", credentialsKeyOfDevelopment());
        }
        var appUrl = System.getenv("APP_URL");
        if (appUrl != null && !appUrl.isBlank()) {
            System.setProperty("getanswers.app-origin", origin(appUrl));
        }
        requireTlsForCredentials();
        var origins = System.getenv("CORS_ORIGINS");
        if (origins != null) {
            // The Python service had them as a JSON array.
            System.setProperty("getanswers.cors-origins", origins.replaceAll("[\\[\\]\"\\s]", ""));
        }
    }

    /** The mailer would send its credentials in clear to a server that offers no TLS, unless it must have it. */
    private static void requireTlsForCredentials() {
        var startTls = System.getenv("QUARKUS_MAILER_START_TLS");
        var isEncrypted = "true".equalsIgnoreCase(System.getenv("QUARKUS_MAILER_TLS"));
        if (isSet("QUARKUS_MAILER_USERNAME") && !isEncrypted && !"DISABLED".equalsIgnoreCase(startTls)) {
            System.setProperty("quarkus.mailer.start-tls", "REQUIRED");
        }
    }

    /**
     * The database of {@code DATABASE_URL}, or in development the embedded one if that is not set.
     *
     * @throws InvalidSetting if there is neither, or the URL can't be parsed
     */
    public static DatabaseUrl databaseUrl() {
        if (isSet("DATABASE_URL")) {
            return DatabaseUrl.parse(System.getenv("DATABASE_URL"));
        }
        return DevelopmentServer.find()
                .map(server -> DatabaseUrl.parse(server.start(DevDirectory.of("postgres"))))
                .orElseThrow(() -> new InvalidSetting(
                        "DATABASE_URL is not set: set it to the address of a PostgreSQL database, such as"
                                + " postgresql://user:password@host:5432/database."));
    }

    /** The directory of the embedded database; empty if the database is another one. */
    public static Optional<Path> embeddedDatabase() {
        return isSet("DATABASE_URL") || DevelopmentServer.find().isEmpty()
                ? Optional.empty()
                : Optional.of(DevDirectory.of("postgres"));
    }

    /**
     * The database of migrations, which need a direct connection if {@code DATABASE_URL} leads through a pooler.
     *
     * @throws InvalidSetting as {@link #databaseUrl()}
     */
    public static DatabaseUrl migrationDatabaseUrl() {
        return isSet(MIGRATION_DATABASE_URL)
                ? DatabaseUrl.parse(MIGRATION_DATABASE_URL, System.getenv(MIGRATION_DATABASE_URL))
                : databaseUrl();
    }

    /** The variable to correct if migrations can't connect. */
    public static String migrationVariable() {
        return isSet(MIGRATION_DATABASE_URL) ? MIGRATION_DATABASE_URL : "DATABASE_URL";
    }

    private static boolean isSet(String variable) {
        var value = System.getenv(variable);
        return value != null && !value.isBlank();
    }

    /** The origin of a URL as browsers send it (RFC 6454, section 6.1): without path or trailing slash. */
    static String origin(String appUrl) {
        try {
            var url = new URI(appUrl.strip());
            var isWeb = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (isWeb && url.getHost() != null) {
                return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
            }
        } catch (URISyntaxException unreadable) {
            // Thrown below.
        }
        throw new InvalidSetting(
                "APP_URL can't be read: set it to the web client's address, such as https://answers.example.com");
    }

    private static DatabaseUrl checked(String variable, DatabaseUrl url) {
        for (var parameter : url.ignored()) {
            System.err.println(variable + ": the parameter " + parameter + " is not used here.");
        }
        return url;
    }

    /** A key of this checkout, so that dev mode can connect mailboxes; no other database may depend on it. */
    private static String credentialsKeyOfDevelopment() {
        var key = HexFormat.of().parseHex(DevDirectory.secret("credentials-key"));
        return Base64.getEncoder().encodeToString(key);
    }

    private static String secretKey() {
        var key = System.getenv("SECRET_KEY");
        if (key == null || key.isBlank()) {
            if (DevelopmentServer.find().isPresent()) {
                return DevDirectory.secret("secret-key");
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
}
