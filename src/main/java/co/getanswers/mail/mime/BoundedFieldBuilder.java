package co.getanswers.mail.mime;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.FieldBuilder;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.ByteArrayBuffer;
import org.apache.james.mime4j.util.RecycledByteArrayBuffer;

/**
 * Takes header fields in however long or many they are, and keeps as much of them as is ever looked at. Parsing a
 * structured field takes time in the square of its length, so those of parts, of which there may be many, are cut
 * short sooner.
 */
final class BoundedFieldBuilder implements FieldBuilder {
    private static final int MAX_LENGTH = 64 * 1024;
    private static final int MAX_CONTENT_LENGTH = 4 * 1024;
    private static final int MAX_FIELDS = 20_000;

    private final ByteArrayBuffer field = new ByteArrayBuffer(1024);
    private int fields;

    @Override
    public void reset() {
        field.clear();
    }

    @Override
    public void append(ByteArrayBuffer line) {
        field.append(line.buffer(), 0, Math.min(line.length(), MAX_LENGTH - field.length()));
    }

    /** Null where the field is not kept: mime4j then goes on to the next. */
    @Override
    public RawField build() throws MimeException {
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
        return parsed;
    }

    /** Only asked for where a malformed field is to start the body, which is not how mail is read here. */
    @Override
    public RecycledByteArrayBuffer getRaw() {
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
