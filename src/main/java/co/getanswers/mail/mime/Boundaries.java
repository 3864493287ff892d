package co.getanswers.mail.mime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the boundaries that a message really has, where its header fields don't tell them plainly. */
final class Boundaries {
    /** The longest boundary (RFC 2046, section 5.1.1). */
    private static final int LONGEST = 70;

    /** A line that can only be a boundary: the next one is a header field of a part. */
    private static final Pattern USED =
            Pattern.compile("(?m)^--(\\S[^\\r\\n]{0,69})\\r?\\n(?=[Cc]ontent-[A-Za-z-]{2,40}:)");

    private final byte[] raw;

    Boundaries(byte[] raw) {
        this.raw = raw;
    }

    /**
     * The boundary of a Content-Type field that a parser would not find: one with a charset or in sections (RFC 2231), or
     * one that was folded in the middle. Absent if the field is plain.
     */
    @Nullable String resolve(FieldParameters type) {
        if (!type.value().startsWith("multipart/")) {
            return null;
        }
        var declared = type.get("boundary");
        if (declared == null) {
            return null;
        }
        var plain = declared.equals(type.raw().get("boundary"));
        var compact = declared.replaceAll("\\s+", "");
        if (compact.equals(declared)) {
            return plain ? null : declared;
        }
        return !occurs(declared) && occurs(compact) ? compact : plain ? null : declared;
    }

    /** The boundary by which the message divides itself, whatever it declares. */
    Optional<String> used() {
        return USED.matcher(new String(raw, StandardCharsets.ISO_8859_1))
                .results()
                .map(found -> found.group(1).stripTrailing())
                .findFirst();
    }

    private boolean occurs(String boundary) {
        var line = ("\n--" + boundary).getBytes(StandardCharsets.UTF_8);
        if (boundary.length() > LONGEST) {
            return false;
        }
        for (var i = 0; i + line.length <= raw.length; i++) {
            if (raw[i] == '\n' && Arrays.equals(raw, i, i + line.length, line, 0, line.length)) {
                return true;
            }
        }
        return false;
    }
}
