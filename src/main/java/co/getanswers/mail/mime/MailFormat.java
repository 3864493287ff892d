package co.getanswers.mail.mime;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What a file or an upload holds, as its first bytes tell. */
public enum MailFormat {
    /** A mailbox: it begins with a separator line, {@code From …}. */
    MBOX,
    /** One message: it begins with a header field. */
    MESSAGE,
    UNKNOWN;

    /** How many of the first bytes are enough to tell. */
    public static final int BYTES_TO_TELL = 8 * 1024;

    private static final Pattern FIELD = Pattern.compile("\\A[A-Za-z][A-Za-z0-9_-]{0,99}[ \\t]*:");

    /** @param beginning the first {@link #BYTES_TO_TELL} bytes, or all of them where there are fewer */
    public static MailFormat of(byte[] beginning) {
        var text = new String(beginning, 0, Math.min(beginning.length, BYTES_TO_TELL), StandardCharsets.ISO_8859_1)
                .replaceFirst("\\A[\\r\\n]*", "");
        if (text.startsWith("From ")) {
            return MBOX;
        }
        return FIELD.matcher(text.replaceFirst("\\A\u00EF\u00BB\u00BF", "")).find() ? MESSAGE : UNKNOWN;
    }
}
