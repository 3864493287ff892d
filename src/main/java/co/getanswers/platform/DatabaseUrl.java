package co.getanswers.platform;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The URL of the database, from which both drivers are configured:
 * {@code postgresql://user:password@host:port/database?sslmode=…}, its parts percent-encoded. The Python service's
 * {@code postgresql+asyncpg://} and its {@code ssl=} are accepted too.
 *
 * @param host a name, an IPv4 address, or an IPv6 address without its brackets
 * @param sslMode a mode of libpq; its default, {@code prefer}, encrypts if the server supports it
 * @param sslRootCert the path of a PEM file
 * @param ignored the names of parameters that neither driver supports
 */
public record DatabaseUrl(
        String host,
        int port,
        String database,
        String user,
        @Nullable String password,
        String sslMode,
        @Nullable String sslRootCert,
        List<String> ignored) {
    private static final Pattern SHAPE =
            Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?:(?<credentials>[^/?#]*)@)?"
                    + "(?<host>\\[[0-9A-Fa-f:.%]+\\]|[^:/?#\\[\\]@,]+)(?::(?<port>[0-9]{1,5}))?"
                    + "/(?<database>[^/?#]+)(?:\\?(?<query>[^#]*))?");
    private static final List<String> SCHEMES = List.of("postgresql", "postgres", "postgresql+asyncpg");
    private static final List<String> SSL_MODES =
            List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
    private static final String EXAMPLE = "such as postgresql://user:password@host:5432/database";

    public static DatabaseUrl parse(String url) {
        return parse("DATABASE_URL", url);
    }

    /**
     * Parses a URL.
     *
     * @param variable the environment variable that holds it, for messages
     * @throws InvalidSetting if the URL can't be parsed; the message quotes its scheme at most
     */
    public static DatabaseUrl parse(String variable, String url) {
        var parts = SHAPE.matcher(url.strip());
        if (!parts.matches()) {
            throw new InvalidSetting(variable + " can't be read: set it to an address " + EXAMPLE
                    + ", with any of :/?#[]@ in user or password percent-encoded.");
        }
        if (!SCHEMES.contains(parts.group("scheme").toLowerCase(Locale.ROOT))) {
            throw new InvalidSetting(variable + " starts with " + parts.group("scheme")
                    + "://, which is no PostgreSQL address: set it to one " + EXAMPLE + ".");
        }
        var credentials = Optional.ofNullable(parts.group("credentials")).orElse("");
        if (credentials.isEmpty() || credentials.startsWith(":")) {
            throw new InvalidSetting(variable + " names no user: set it to an address " + EXAMPLE + ".");
        }
        var colon = credentials.indexOf(':');
        var port = parts.group("port") == null ? 5432 : Integer.parseInt(parts.group("port"));
        if (port < 1 || port > 65535) {
            throw new InvalidSetting(variable + " has the port " + port + ": set it to one from 1 to 65535.");
        }
        var parameters = parameters(variable, parts.group("query"));
        var ssl = Optional.ofNullable(parameters.remove("ssl")).orElse("prefer");
        var sslMode = Optional.ofNullable(parameters.remove("sslmode")).orElse(ssl);
        var sslRootCert = parameters.remove("sslrootcert");
        requireUsable(variable, sslMode, sslRootCert);
        return new DatabaseUrl(
                parts.group("host").replace("[", "").replace("]", ""),
                port,
                decoded(variable, parts.group("database")),
                decoded(variable, colon < 0 ? credentials : credentials.substring(0, colon)),
                colon < 0 ? null : decoded(variable, credentials.substring(colon + 1)),
                sslMode,
                sslRootCert,
                List.copyOf(parameters.keySet()));
    }

    /** The settings of Quarkus for both drivers. */
    public Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("quarkus.datasource.reactive.postgresql.ssl-mode", sslMode);
        switch (sslMode) {
            case "verify-full" -> settings.put("quarkus.datasource.reactive.hostname-verification-algorithm", "HTTPS");
            // As in libpq: below verify-ca the connection is encrypted and the certificate is not verified.
            case "allow", "prefer", "require" -> settings.put("quarkus.datasource.reactive.trust-all", "true");
            default -> {}
        }
        if (sslRootCert != null) {
            settings.put("quarkus.datasource.reactive.trust-certificate-pem", "true");
            settings.put("quarkus.datasource.reactive.trust-certificate-pem.certs", sslRootCert);
        }
        settings.put("quarkus.datasource.reactive.url", baseUrl());
        settings.put("quarkus.datasource.jdbc.url", jdbcUrl(List.of()));
        settings.put("quarkus.datasource.username", user);
        if (password != null) {
            settings.put("quarkus.datasource.password", password);
        }
        return settings;
    }

    /**
     * The settings of the JDBC driver alone, for migrations with a URL of their own. Quarkus has one user and password for
     * both drivers, which the parameters of the JDBC URL override.
     */
    public Map<String, String> jdbcSettings() {
        var credentials = new ArrayList<>(List.of("user=" + encoded(user)));
        if (password != null) {
            credentials.add("password=" + encoded(password));
        }
        return Map.of("quarkus.datasource.jdbc.url", jdbcUrl(credentials));
    }

    private String jdbcUrl(List<String> credentials) {
        var parameters = new ArrayList<>(List.of("sslmode=" + sslMode));
        if (sslRootCert != null) {
            parameters.add("sslrootcert=" + encoded(sslRootCert));
        }
        parameters.addAll(credentials);
        return "jdbc:" + baseUrl() + "?" + String.join("&", parameters);
    }

    private String baseUrl() {
        return "postgresql://" + location();
    }

    private String location() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/" + encoded(database);
    }

    /** The URL without the password, for the log. */
    @Override
    public String toString() {
        return "postgresql://" + encoded(user) + "@" + location();
    }

    private static Map<String, String> parameters(String variable, @Nullable String query) {
        var parameters = new LinkedHashMap<String, String>();
        if (query != null && !query.isEmpty()) {
            for (var pair : query.split("&")) {
                var equals = pair.indexOf('=');
                parameters.put(
                        decoded(variable, equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decoded(variable, pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static void requireUsable(String variable, String sslMode, @Nullable String sslRootCert) {
        if (!SSL_MODES.contains(sslMode)) {
            throw new InvalidSetting(
                    variable + " has an unknown sslmode: set it to one of " + String.join(", ", SSL_MODES) + ".");
        }
        if (sslMode.startsWith("verify") && sslRootCert == null) {
            throw new InvalidSetting(
                    variable + " has sslmode=" + sslMode
                            + " and nothing to verify with: add sslrootcert= with the path of the authority's certificate (PEM).");
        }
    }

    private static String decoded(String variable, String text) {
        try {
            // A plus sign stands for itself in a URL; only forms make it a space.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidSetting(variable + " has a % that starts no percent-encoded character: write it as %25.");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
