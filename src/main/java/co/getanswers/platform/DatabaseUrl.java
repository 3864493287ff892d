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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The URL of the database, from which both drivers are configured:
 * {@code postgresql://user:password@host:port/database?sslmode=…}, its parts percent-encoded. Several servers have a comma
 * between them; connections go to the one that takes writes. The Python service's {@code postgresql+asyncpg://} and its
 * {@code ssl=} are accepted too.
 *
 * @param servers at least one, in the order in which they are tried
 * @param sslMode a mode of libpq; its default, {@code prefer}, encrypts if the server supports it
 * @param sslRootCert the path of a PEM file
 * @param ignored the names of parameters that neither driver supports
 */
public record DatabaseUrl(
        List<Server> servers,
        String database,
        String user,
        @Nullable String password,
        String sslMode,
        @Nullable String sslRootCert,
        List<String> ignored) {
    private static final String SERVER = "(?:\\[[0-9A-Fa-f:.%]+\\]|[^:/?#\\[\\]@,]+)(?::[0-9]{1,5})?";
    private static final int DEFAULT_PORT = 5432;
    private static final Pattern SHAPE =
            Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?:(?<credentials>[^/?#]*)@)?"
                    + "(?<servers>" + SERVER + "(?:," + SERVER + ")*)"
                    + "/(?<database>[^/?#]+)(?:\\?(?<query>[^#]*))?");
    private static final List<String> SCHEMES = List.of("postgresql", "postgres", "postgresql+asyncpg");
    private static final List<String> SSL_MODES =
            List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    /** The values of libpq that lead to a server which takes writes, or may: any server that takes none is left here. */
    private static final List<String> WRITABLE = List.of("any", "read-write", "primary");

    private static final String EXAMPLE = "such as postgresql://user:password@host:5432/database";

    /** @param host a name, an IPv4 address, or an IPv6 address without its brackets */
    public record Server(String host, int port) {
        private static Server of(String variable, String text) {
            var colon = text.endsWith("]") ? -1 : text.lastIndexOf(':');
            var port = colon < 0 ? DEFAULT_PORT : Integer.parseInt(text.substring(colon + 1));
            if (port < 1 || port > 65535) {
                throw new InvalidSetting(variable + " has the port " + port + ": set it to one from 1 to 65535.");
            }
            var host = colon < 0 ? text : text.substring(0, colon);
            return new Server(host.replace("[", "").replace("]", ""), port);
        }

        private String address() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /** The host of the first server. */
    public String host() {
        return servers.get(0).host;
    }

    /** The port of the first server. */
    public int port() {
        return servers.get(0).port;
    }

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
        var servers = Stream.of(parts.group("servers").split(","))
                .map(server -> Server.of(variable, server))
                .toList();
        var parameters = parameters(variable, parts.group("query"));
        var ssl = Optional.ofNullable(parameters.remove("ssl")).orElse("prefer");
        var sslMode = Optional.ofNullable(parameters.remove("sslmode")).orElse(ssl);
        var sslRootCert = parameters.remove("sslrootcert");
        requireUsable(variable, sslMode, sslRootCert);
        requireWritable(variable, parameters.remove("target_session_attrs"));
        return new DatabaseUrl(
                servers,
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
        // Quarkus takes a list.
        settings.put(
                "quarkus.datasource.reactive.url",
                servers.stream().map(server -> baseUrl(server.address())).collect(Collectors.joining(",")));
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
        if (servers.size() > 1) {
            parameters.add("targetServerType=primary");
        }
        parameters.addAll(credentials);
        return "jdbc:" + baseUrl(addresses()) + "?" + String.join("&", parameters);
    }

    private String addresses() {
        return servers.stream().map(Server::address).collect(Collectors.joining(","));
    }

    private String baseUrl(String address) {
        return "postgresql://" + address + "/" + encoded(database);
    }

    /** The URL without the password, for the log. */
    @Override
    public String toString() {
        return "postgresql://" + encoded(user) + "@" + addresses() + "/" + encoded(database);
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

    private static void requireWritable(String variable, @Nullable String attributes) {
        if (attributes != null && !WRITABLE.contains(attributes)) {
            throw new InvalidSetting(
                    variable
                            + " has a target_session_attrs with which nothing could be written: leave it out, or set it to read-write.");
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
