package co.getanswers.mail.mime;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Formats of files and uploads, recognised by their first bytes. */
public enum MailFormat {
    /** A mailbox, which begins with a separator line: {@code From …}. */
    MBOX,
    /** One message, which begins with a header field. */
    MESSAGE,
    /** A message of Apple Mail, which begins with a line that counts the bytes of the message. */
    EMLX,
    UNKNOWN;

    /** The number of first bytes that suffice to recognise the format. */
    public static final int BYTES_TO_TELL = 8 * 1024;

    private static final Pattern FIELD = Pattern.compile("\\A[A-Za-z][A-Za-z0-9_-]{0,99}[ \\t]*:");

    private static final Pattern COUNTED =
            Pattern.compile("\\A[ \\t]*\\d{1,10}[ \\t]*\\r?\\n(?:From |[A-Za-z][A-Za-z0-9_-]{0,99}[ \\t]*:)");

    /** @param beginning the first {@link #BYTES_TO_TELL} bytes, or all if there are fewer */
    public static MailFormat of(byte[] beginning) {
        var text = new String(beginning, 0, Math.min(beginning.length, BYTES_TO_TELL), StandardCharsets.ISO_8859_1)
                .replaceFirst("\\A(?:\u00EF\u00BB\u00BF)?[\\r\\n]*", "");
        if (text.startsWith("From ")) {
            return MBOX;
        }
        if (FIELD.matcher(text).find()) {
            return MESSAGE;
        }
        return COUNTED.matcher(text).find() ? EMLX : UNKNOWN;
    }
}
