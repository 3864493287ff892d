package co.getanswers.platform;

import co.getanswers.platform.embedded.EmbeddedServer;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Turns what the person set in the environment into what the framework reads, before it starts. They become system
 * properties: the framework's configuration is read once, and the program's entry runs before that.
 */
public final class Environment {
    /** In characters, so that HS256 has a key at least as long as its hash (RFC 7518, section 3.2). */
    public static final int SECRET_KEY_LENGTH = 32;

    private static final String MIGRATION_DATABASE_URL = "MIGRATION_DATABASE_URL";

    private Environment() {}

    /** @throws InvalidSetting where something the program can't do without is missing or unreadable */
    public static void apply() {
        checked("DATABASE_URL", databaseUrl()).settings().forEach(System::setProperty);
        if (isSet(MIGRATION_DATABASE_URL)) {
            checked(MIGRATION_DATABASE_URL, migrationDatabaseUrl())
                    .jdbcSettings()
                    .forEach(System::setProperty);
        }
        System.setProperty("getanswers.secret-key", secretKey());
        var appUrl = System.getenv("APP_URL");
        if (appUrl != null && !appUrl.isBlank()) {
            System.setProperty("getanswers.app-origin", origin(appUrl));
        }
        var origins = System.getenv("CORS_ORIGINS");
        if (origins != null) {
            // The old service had them as a JSON array.
            System.setProperty("getanswers.cors-origins", origins.replaceAll("[\\[\\]\"\\s]", ""));
        }
    }

    /**
     * The database of {@code DATABASE_URL}; in development the embedded one where that is not set.
     *
     * @throws InvalidSetting where there is none, or its address can't be read
     */
    public static DatabaseUrl databaseUrl() {
        if (isSet("DATABASE_URL")) {
            return DatabaseUrl.parse(System.getenv("DATABASE_URL"));
        }
        if (EmbeddedServer.available()) {
            return DatabaseUrl.parse(
                    EmbeddedServer.open(DevDirectory.of("postgres")).url("postgres"));
        }
        throw new InvalidSetting("DATABASE_URL is not set: set it to the address of a PostgreSQL database, such as"
                + " postgresql://user:password@host:5432/database.");
    }

    /**
     * Where migrations connect: the database past what {@code DATABASE_URL} may lead through.
     *
     * @throws InvalidSetting as {@link #databaseUrl()}
     */
    public static DatabaseUrl migrationDatabaseUrl() {
        return isSet(MIGRATION_DATABASE_URL)
                ? DatabaseUrl.parse(MIGRATION_DATABASE_URL, System.getenv(MIGRATION_DATABASE_URL))
                : databaseUrl();
    }

    /** Which variable to correct where migrations can't connect. */
    public static String migrationVariable() {
        return isSet(MIGRATION_DATABASE_URL) ? MIGRATION_DATABASE_URL : "DATABASE_URL";
    }

    private static boolean isSet(String variable) {
        var value = System.getenv(variable);
        return value != null && !value.isBlank();
    }

    /** As browsers send it (RFC 6454, section 6.1): without path or trailing slash. */
    static String origin(String appUrl) {
        try {
            var url = new URI(appUrl.strip());
            var web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (web && url.getHost() != null) {
                return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
            }
        } catch (URISyntaxException unreadable) {
            // Answered below.
        }
        throw new InvalidSetting(
                "APP_URL can't be read: set it to the web client's address, such as" + " https://answers.example.com");
    }

    private static DatabaseUrl checked(String variable, DatabaseUrl url) {
        for (var parameter : url.ignored()) {
            System.err.println(variable + ": the parameter " + parameter + " is not used here.");
        }
        return url;
    }

    private static String secretKey() {
        var key = System.getenv("SECRET_KEY");
        if (key == null || key.isBlank()) {
            if (EmbeddedServer.available()) {
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
