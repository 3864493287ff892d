package co.getanswers.mail.mime;

import co.getanswers.mail.UnreadableMail;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A message file of Apple Mail: a line with the number of the message's bytes, the message, and a property list.
 *
 * @param message the message alone
 * @param draft whether the property list marks it as a draft
 */
public record Emlx(byte[] message, boolean draft) {
    /** The most bytes that a file may have beyond its message. */
    public static final int MOST_BESIDE = 1024 * 1024;

    private static final int LONGEST_COUNT = 64;
    private static final Pattern PROPERTIES = Pattern.compile("\\A\\s*(?:\\z|<\\?xml|<!DOCTYPE|<plist|bplist)");
    private static final Pattern FLAGS =
            Pattern.compile("<key>flags</key>\\s{0,100}<(?:integer|real)>\\s{0,100}(\\d{1,18})");
    private static final int DRAFT = 1 << 6;

    /**
     * Takes the message out of a file.
     *
     * @throws UnreadableMail if the count is not that of a message, so that text would be lost or added
     */
    public static Emlx of(byte[] file) {
        var start = 0;
        while (start < Math.min(file.length, LONGEST_COUNT) && file[start] != '\n') {
            start++;
        }
        var count = new String(file, 0, start, StandardCharsets.ISO_8859_1).strip();
        start++;
        if (!count.matches("\\d{1,10}")) {
            throw new UnreadableMail("The first line does not tell the number of the message's bytes.");
        }
        var length = Long.parseLong(count);
        if (length > MailReader.MAX_SIZE) {
            throw new UnreadableMail(MailReader.TOO_LARGE);
        }
        if (length > file.length - start) {
            throw new UnreadableMail("The message is cut off: its first line counts more bytes than the file has.");
        }
        var end = start + (int) length;
        var properties = new String(file, end, Math.min(file.length - end, MOST_BESIDE), StandardCharsets.ISO_8859_1);
        if (!PROPERTIES.matcher(properties).find()) {
            throw new UnreadableMail("The count of bytes in the first line is wrong: more of the message follows.");
        }
        var flags = FLAGS.matcher(properties);
        return new Emlx(
                Arrays.copyOfRange(file, start, end), flags.find() && (Long.parseLong(flags.group(1)) & DRAFT) != 0);
    }
}
