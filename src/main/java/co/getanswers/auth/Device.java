package co.getanswers.auth;

import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A device that signs in.
 *
 * @param userAgent as it names itself, without control characters; absent if it does not
 */
record Device(@Nullable String userAgent, ClientAddress client) {
    private static final int MAX_LENGTH = 300;
    private static final String UNKNOWN = "An unknown device";

    /** Names of browsers by a word of the header; later ones also name those before them. */
    private static final Map<String, String> BROWSERS = ordered(
            "Edg",
            "Edge",
            "OPR/",
            "Opera",
            "SamsungBrowser",
            "Samsung Internet",
            "Firefox/",
            "Firefox",
            "FxiOS",
            "Firefox",
            "CriOS",
            "Chrome",
            "Chrome/",
            "Chrome",
            "Safari/",
            "Safari");

    private static final Map<String, String> SYSTEMS = ordered(
            "iPhone",
            "iPhone",
            "iPad",
            "iPad",
            "Android",
            "Android",
            "Windows",
            "Windows",
            "CrOS",
            "ChromeOS",
            "Mac OS X",
            "macOS",
            "Linux",
            "Linux");

    static Device of(HttpServerRequest request, TrustedProxies proxies) {
        var header = request.getHeader("User-Agent");
        return new Device(header == null ? null : cleaned(header), proxies.clientOf(request));
    }

    /** A name for people, such as {@code Firefox on Linux}; a program's name is the first word of its header. */
    static String name(@Nullable String userAgent) {
        if (userAgent == null || userAgent.isBlank()) {
            return UNKNOWN;
        }
        var browser = first(BROWSERS, userAgent);
        var system = first(SYSTEMS, userAgent);
        if (browser == null) {
            var program = userAgent.strip().split("[/\\s]", 2)[0];
            return system == null ? program : program + " on " + system;
        }
        return system == null ? browser : browser + " on " + system;
    }

    private static @Nullable String first(Map<String, String> names, String text) {
        return names.entrySet().stream()
                .filter(name -> text.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static String cleaned(String header) {
        var text = header.replaceAll("[^\\x20-\\x7e]", "");
        return text.substring(0, Math.min(MAX_LENGTH, text.length()));
    }

    private static Map<String, String> ordered(String... pairs) {
        var map = new LinkedHashMap<String, String>();
        for (var i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
