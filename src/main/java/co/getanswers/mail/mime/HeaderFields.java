package co.getanswers.mail.mime;

import co.getanswers.mail.CleanText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.RawField;
import org.jspecify.annotations.Nullable;

/** The header section of a message or part: its fields, unfolded, in their order. */
record HeaderFields(List<HeaderField> fields) {
    private static final Pattern FOLD = Pattern.compile("\\r?\\n(?=[ \\t])");
    private static final Pattern WORD = Pattern.compile("=\\?([^?*\\s]{1,64})(?:\\*[^?\\s]{0,64})?\\?[bBqQ]\\?");
    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*\"?([^\\s\";]+)");

    /**
     * @param name in lower case
     * @param body with its encoded words still encoded
     */
    record HeaderField(String name, String body) {}

    /**
     * Bytes beyond ASCII are UTF-8 (RFC 6532), else in the charset of the encoded words around them, else in the one
     * that the same header declares for the text.
     */
    static HeaderFields of(List<Field> raw) {
        var charset = raw.stream()
                .filter(field -> field.getName().equalsIgnoreCase("content-type"))
                .map(field -> CHARSET.matcher(new String(body(field), StandardCharsets.ISO_8859_1)))
                .filter(matcher -> matcher.find())
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElse(null);
        var fields = new ArrayList<HeaderField>(raw.size());
        for (var field : raw) {
            var body = unfolded(decoded(body(field), charset));
            fields.add(new HeaderField(
                    field.getName().toLowerCase(Locale.ROOT),
                    CleanText.of(body.replace('\r', ' ').replace('\n', ' ').strip())));
        }
        return new HeaderFields(fields);
    }

    static String unfolded(String body) {
        return FOLD.matcher(body).replaceAll("");
    }

    private static String decoded(byte[] bytes, @Nullable String charset) {
        var text = MailCharset.decodeUnlabelled(bytes, charset);
        if (!text.contains("=?") || text.length() == bytes.length && isAscii(bytes)) {
            return text;
        }
        var word = WORD.matcher(text);
        return word.find() ? MailCharset.decodeUnlabelled(bytes, word.group(1)) : text;
    }

    private static boolean isAscii(byte[] bytes) {
        for (var b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    /** The first field of that name; empty if there is none. */
    String first(String name) {
        return find(name).orElse("");
    }

    Optional<String> find(String name) {
        for (var field : fields) {
            if (field.name().equals(name)) {
                return Optional.of(field.body());
            }
        }
        return Optional.empty();
    }

    List<String> all(String name) {
        var found = new ArrayList<String>();
        for (var field : fields) {
            if (field.name().equals(name)) {
                found.add(field.body());
            }
        }
        return List.copyOf(found);
    }

    /** All fields of that name as one, for fields that may appear once and appear again. */
    String joined(String name, String separator) {
        return String.join(separator, all(name));
    }

    boolean has(String name) {
        return find(name).isPresent();
    }

    private static byte[] body(Field field) {
        var raw = field.getRaw();
        if (raw == null) {
            return field.getBody().getBytes(StandardCharsets.UTF_8);
        }
        var bytes = raw.toByteArray();
        return Arrays.copyOfRange(
                bytes, Math.min(((RawField) field).getDelimiterIdx() + 1, bytes.length), bytes.length);
    }
}
