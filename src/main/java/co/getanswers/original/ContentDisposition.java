package co.getanswers.original;

import co.getanswers.mail.CleanText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The field that makes a browser store a file, not show it (RFC 6266), with a name that is safe on every system. */
final class ContentDisposition {
    private static final int MAX_NAME = 120;
    private static final int MAX_EXTENSION = 16;

    /** Separators of paths, what Windows forbids, and characters that are not seen or change the direction of others. */
    private static final Pattern UNSAFE = Pattern.compile("[/\\\\:*?\"<>|%]|\\p{C}|[\\p{Zl}\\p{Zp}]");

    private static final Pattern BEYOND_ASCII = Pattern.compile("[^ -~]");
    private static final Pattern DEVICE = Pattern.compile("(?i)(?:con|prn|aux|nul|com\\d|lpt\\d)(?:\\..*)?");

    private ContentDisposition() {}

    /** @param name as the sender wrote it */
    static String attachment(String name) {
        var safe = safeName(name);
        var ascii = BEYOND_ASCII.matcher(safe).replaceAll("_");
        var field = "attachment; filename=\"" + ascii + "\"";
        return ascii.equals(safe) ? field : field + "; filename*=UTF-8''" + percentEncoded(safe);
    }

    /** The name without a path, of at most 120 characters, with its extension. */
    static String safeName(String name) {
        var safe = UNSAFE.matcher(name).replaceAll("_").strip();
        safe = safe.replaceAll("^[. ]+", "").replaceAll("[. ]+$", "");
        if (DEVICE.matcher(safe).matches()) {
            safe = "_" + safe;
        }
        return safe.isEmpty() ? "attachment" : shortened(safe);
    }

    private static String shortened(String name) {
        if (name.length() <= MAX_NAME) {
            return name;
        }
        var dot = name.lastIndexOf('.');
        var extension = name.length() - dot <= MAX_EXTENSION ? name.substring(dot) : "";
        return CleanText.cut(name, MAX_NAME - extension.length()) + extension;
    }

    /** RFC 8187. */
    private static String percentEncoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
