package co.getanswers.mail.mime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The value of an Authentication-Results field (RFC 8601, section 2.2), or of ARC-Authentication-Results (RFC 8617).
 *
 * @param instance the instance of an ARC field; 0 of others
 * @param server the authserv-id, in lower case
 */
record AuthenticationResults(int instance, String server, List<Result> results) {
    private static final int MOST_RESULTS = 100;

    /**
     * The result of one method.
     *
     * @param method in lower case, such as {@code dkim}
     * @param value in lower case, such as {@code pass}
     * @param properties by {@code ptype.property}, such as {@code header.d}, in lower case
     */
    record Result(String method, String value, Map<String, String> properties) {
        String property(String name) {
            return properties.getOrDefault(name, "");
        }
    }

    static Optional<AuthenticationResults> parse(String body) {
        var parts = split(body);
        var instance = 0;
        if (!parts.isEmpty() && parts.get(0).size() == 1 && parts.get(0).get(0).matches("i=\\d{1,2}")) {
            instance = Integer.parseInt(parts.get(0).get(0).substring(2));
            parts = parts.subList(1, parts.size());
        }
        // Exchange Online leaves the id out of its own fields: they can't be told from those of others.
        if (parts.isEmpty() || parts.get(0).isEmpty() || parts.get(0).get(0).contains("=")) {
            return Optional.empty();
        }
        var results = new ArrayList<Result>();
        for (var part : parts.subList(1, Math.min(parts.size(), MOST_RESULTS + 1))) {
            result(part).ifPresent(results::add);
        }
        return Optional.of(new AuthenticationResults(instance, parts.get(0).get(0), results));
    }

    private static Optional<Result> result(List<String> tokens) {
        if (tokens.isEmpty() || tokens.get(0).indexOf('=') <= 0) {
            return Optional.empty();
        }
        var first = tokens.get(0);
        var method = first.substring(0, first.indexOf('=')).replaceFirst("/.*", "");
        var properties = new HashMap<String, String>();
        for (var token : tokens.subList(1, tokens.size())) {
            var equals = token.indexOf('=');
            if (equals > 0) {
                properties.putIfAbsent(token.substring(0, equals), token.substring(equals + 1));
            }
        }
        return Optional.of(new Result(method, first.substring(first.indexOf('=') + 1), properties));
    }

    /** Splits a value at its semicolons and spaces, without comments; quotation marks protect both. */
    private static List<List<String>> split(String body) {
        var parts = new ArrayList<List<String>>();
        parts.add(new ArrayList<>());
        var token = new StringBuilder();
        var comments = 0;
        var quoted = false;
        for (int at = 0; at < body.length(); at++) {
            var c = body.charAt(at);
            if (c == '\\' && (quoted || comments > 0)) {
                at++;
                if (quoted && at < body.length()) {
                    token.append(body.charAt(at));
                }
            } else if (c == '"' && comments == 0) {
                quoted = !quoted;
            } else if (quoted) {
                token.append(c);
            } else if (c == '(') {
                comments++;
            } else if (c == ')') {
                comments = Math.max(0, comments - 1);
            } else if (comments == 0 && (c == ';' || Character.isWhitespace(c))) {
                end(token, parts);
                if (c == ';') {
                    parts.add(new ArrayList<>());
                }
            } else if (comments == 0) {
                token.append(Character.toLowerCase(c));
            }
        }
        end(token, parts);
        return parts.stream().map(part -> joined(part)).toList();
    }

    /** Joins what spaces around an equals sign set apart. */
    private static List<String> joined(List<String> tokens) {
        var joined = new ArrayList<String>();
        for (var token : tokens) {
            var last = joined.size() - 1;
            if (last >= 0 && (token.startsWith("=") || joined.get(last).endsWith("="))) {
                joined.set(last, joined.get(last) + token);
            } else {
                joined.add(token);
            }
        }
        return joined;
    }

    private static void end(StringBuilder token, List<List<String>> parts) {
        if (!token.isEmpty()) {
            parts.get(parts.size() - 1).add(token.toString().toLowerCase(Locale.ROOT));
            token.setLength(0);
        }
    }
}
