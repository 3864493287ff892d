package co.getanswers.mail.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.james.mime4j.stream.ParserCursor;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.ContentUtil;
import org.jspecify.annotations.Nullable;

/**
 * The value of a structured field, such as Content-Type, and its parameters.
 *
 * @param value in lower case, without the parameters
 * @param raw the parameters as written, by their names in lower case
 */
record FieldParameters(String value, Map<String, String> raw) {
    /** Names of continued parameters (RFC 2231): {@code name*}, {@code name*0}, {@code name*0*}. */
    private static final Pattern CONTINUED = Pattern.compile("(.+)\\*(\\d{1,3})\\*?");

    static FieldParameters of(String body) {
        var bytes = ContentUtil.encode(StandardCharsets.UTF_8, body);
        var parsed = RawFieldParser.DEFAULT.parseRawBody(bytes, new ParserCursor(0, bytes.length()));
        var parameters = new TreeMap<String, String>();
        for (var pair : parsed.getParams()) {
            if (pair.getName() != null && pair.getValue() != null) {
                parameters.putIfAbsent(pair.getName().toLowerCase(Locale.ROOT), pair.getValue());
            }
        }
        return new FieldParameters(parsed.getValue().strip().toLowerCase(Locale.ROOT), parameters);
    }

    /** The field with one parameter replaced, as text. */
    String with(String name, String replacement) {
        var field = new StringBuilder(value);
        raw.forEach((key, parameter) -> {
            if (!key.equals(name) && !key.startsWith(name + "*")) {
                append(field, key, parameter);
            }
        });
        return append(field, name, replacement).toString();
    }

    private static StringBuilder append(StringBuilder field, String name, String value) {
        return field.append("; ")
                .append(name)
                .append("=\"")
                .append(value.replaceAll("[\\\\\"]", "\\\\$0"))
                .append('"');
    }

    @Nullable String get(String name) {
        var extended = raw.get(name + "*");
        if (extended != null) {
            return extended(extended);
        }
        if (raw.containsKey(name + "*0") || raw.containsKey(name + "*0*")) {
            return continued(name);
        }
        var plain = raw.get(name);
        return plain == null ? null : EncodedWordDecoder.decode(plain);
    }

    private String continued(String name) {
        var sections = new TreeMap<Integer, String>();
        var encoded = raw.containsKey(name + "*0*");
        raw.forEach((key, value) -> {
            var section = CONTINUED.matcher(key);
            if (section.matches() && section.group(1).equals(name)) {
                sections.put(Integer.parseInt(section.group(2)), value);
            }
        });
        var whole = String.join("", sections.values());
        return encoded ? extended(whole) : EncodedWordDecoder.decode(whole);
    }

    /** Decodes {@code charset'language'percent-encoded}. */
    private static String extended(String text) {
        var parts = text.split("'", 3);
        return parts.length < 3
                ? MailCharset.decode(percentDecoded(text), null)
                : MailCharset.decode(percentDecoded(parts[2]), parts[0]);
    }

    private static byte[] percentDecoded(String text) {
        var bytes = new ByteArrayOutputStream();
        for (var i = 0; i < text.length(); i++) {
            var high = text.charAt(i) == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            var low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(text.charAt(i)).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
