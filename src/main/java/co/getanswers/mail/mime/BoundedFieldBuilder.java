package co.getanswers.mail.mime;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.FieldBuilder;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.ByteArrayBuffer;
import org.apache.james.mime4j.util.RecycledByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Builds header fields and drops all beyond a bound on their length and number. Parsing a structured field takes time
 * quadratic in its length, so the fields of parts, which may be many, are cut sooner.
 */
final class BoundedFieldBuilder implements FieldBuilder {
    private static final int MAX_LENGTH = 64 * 1024;
    private static final int MAX_CONTENT_LENGTH = 4 * 1024;
    private static final int MAX_FIELDS = 20_000;

    private final ByteArrayBuffer field = new ByteArrayBuffer(1024);
    private final Boundaries boundaries;
    private @Nullable String boundary;
    private int fields;

    /** @param boundary the boundary of the message itself; absent if it is the declared one */
    BoundedFieldBuilder(Boundaries boundaries, @Nullable String boundary) {
        this.boundaries = boundaries;
        this.boundary = boundary;
    }

    @Override
    public void reset() {
        field.clear();
    }

    @Override
    public void append(ByteArrayBuffer line) {
        field.append(line.buffer(), 0, Math.min(line.length(), MAX_LENGTH - field.length()));
    }

    /** Absent if the field is dropped: mime4j then continues with the next. */
    @Override
    public @Nullable RawField build() throws MimeException {
        var length = field.length();
        while (length > 0 && (field.byteAt(length - 1) == '\n' || field.byteAt(length - 1) == '\r')) {
            length--;
        }
        if (length == 0 || ++fields > MAX_FIELDS) {
            return null;
        }
        var max = isAboutContent() ? MAX_CONTENT_LENGTH : MAX_LENGTH;
        var kept = new ByteArrayBuffer(field.buffer(), Math.min(length, max), false);
        var parsed = RawFieldParser.DEFAULT.parseField(kept);
        if (!isName(parsed.getName())) {
            throw new MimeException("Not the name of a field");
        }
        return parsed.getName().equalsIgnoreCase("content-type") ? withBoundary(parsed) : parsed;
    }

    /** Writes the field anew if the parser would not find its boundary. */
    private RawField withBoundary(RawField field) {
        if (boundary == null && !field.getBody().contains("oundary")) {
            return field;
        }
        var type = FieldParameters.of(HeaderFields.unfolded(field.getBody()));
        var resolved = boundary == null ? boundaries.resolve(type) : boundary;
        if (resolved == null) {
            return field;
        }
        boundary = null;
        return new RawField(field.getName(), type.with("boundary", resolved));
    }

    /** Unused: mime4j asks for it only if a malformed field is to start the body. */
    @Override
    public @Nullable RecycledByteArrayBuffer getRaw() {
        return null;
    }

    @Override
    public void release() {}

    private boolean isAboutContent() {
        var beginning = new String(field.buffer(), 0, Math.min(field.length(), 8), StandardCharsets.ISO_8859_1);
        return beginning.toLowerCase(Locale.ROOT).equals("content-");
    }

    private static boolean isName(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 127);
    }
}
