package co.getanswers.platform;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * The position after which a page starts: the sort key of the last item of the page before, as unpadded base64url text.
 * It holds no secret, and a forged one only starts the page elsewhere in the caller's own rows.
 */
public record Cursor(List<String> key) {
    public static Cursor of(Object... key) {
        return new Cursor(Arrays.stream(key).map(Object::toString).toList());
    }

    /**
     * Parses the text of a cursor.
     *
     * @throws Failure.Unreadable unless {@code text} is a cursor of {@code parts} parts
     */
    public static Cursor parse(String text, int parts) {
        try {
            var key = List.of(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", -1));
            if (key.size() == parts) {
                return new Cursor(key);
            }
        } catch (IllegalArgumentException notBase64) {
            // Thrown below.
        }
        throw unreadable();
    }

    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("|", key).getBytes(StandardCharsets.UTF_8));
    }

    public int number(int part) {
        try {
            return Integer.parseInt(key.get(part));
        } catch (NumberFormatException other) {
            throw unreadable();
        }
    }

    public Instant instant(int part) {
        try {
            var instant = Instant.parse(key.get(part));
            // Instant has years that PostgreSQL's timestamps can't hold.
            if (instant.isBefore(Instant.parse("0001-01-01T00:00:00Z"))
                    || instant.isAfter(Instant.parse("9999-12-31T23:59:59Z"))) {
                throw unreadable();
            }
            return instant;
        } catch (DateTimeException other) {
            throw unreadable();
        }
    }

    public UUID uuid(int part) {
        try {
            return UUID.fromString(key.get(part));
        } catch (IllegalArgumentException other) {
            throw unreadable();
        }
    }

    private static Failure unreadable() {
        return new Failure.Unreadable("The cursor can't be read: pass the nextCursor of the page before, unchanged.");
    }
}
