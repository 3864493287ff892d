package co.getanswers.mail.mime;

import co.getanswers.mail.CleanText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the names of files within others, without unpacking them: the directory of a ZIP archive, the attachments of a
 * winmail.dat (TNEF), uuencoded and yEnc blocks in text. A program by its first bytes is reported by its media type.
 */
final class ContainedFiles {
    static final int MOST = 1_000;

    private static final int ZIP_END = 22;
    private static final int ZIP_COMMENT = 0xFFFF;
    private static final int TNEF_SIGNATURE = 0x223E9F78;
    private static final int TNEF_TITLE = 0x00018010;
    private static final int TNEF_PROPERTIES = 0x00069005;

    /** The MAPI property PR_ATTACH_LONG_FILENAME, as one byte and as two bytes a character. */
    private static final int LONG_NAME = 0x3707001E;

    private static final int LONG_NAME_WIDE = 0x3707001F;

    private final List<String> files = new ArrayList<>();

    List<String> files() {
        return List.copyOf(files);
    }

    void add(String file) {
        var name = CleanText.line(file, 255);
        if (files.size() < MOST && !name.isBlank()) {
            files.add(name);
        }
    }

    /** Adds the files within an attachment. */
    void addWithin(byte[] content) {
        if (content.length < 4) {
            return;
        }
        var bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        var magic = bytes.getInt(0);
        if (magic == 0x04034B50 || (magic & 0xFFFF) == 0x4B50) {
            addZip(bytes);
        } else if (magic == TNEF_SIGNATURE) {
            addTnef(bytes);
        } else if ((magic & 0xFFFF) == 0x5A4D) {
            add("application/x-msdownload");
        } else if (magic == 0x464C457F) {
            add("application/x-executable");
        }
    }

    /** Adds the names in the first lines of uuencoded and yEnc blocks. */
    void addEncoded(String text) {
        addUuencoded(text);
        for (var at = text.indexOf("=ybegin "); at >= 0 && files.size() < MOST; at = text.indexOf("=ybegin ", at + 1)) {
            var name = restOfLine(text, at).indexOf(" name=");
            if (beginsLine(text, at) && name >= 0) {
                add(restOfLine(text, at).substring(name + 6));
            }
        }
    }

    private void addUuencoded(String text) {
        for (var at = text.indexOf("begin"); at >= 0 && files.size() < MOST; at = text.indexOf("begin", at + 1)) {
            if (beginsLine(text, at)) {
                var words = restOfLine(text, at).split(" ", 3);
                if (words.length == 3
                        && (words[0].equals("begin") || words[0].equals("begin-base64"))
                        && words[1].matches("[0-7]{3,4}")) {
                    add(words[2]);
                }
            }
        }
    }

    private static boolean beginsLine(String text, int at) {
        return at == 0 || text.charAt(at - 1) == '\n' || text.charAt(at - 1) == '\r';
    }

    private static String restOfLine(String text, int at) {
        var end = at;
        while (end < text.length() && end < at + 500 && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return text.substring(at, end);
    }

    /** Reads the central directory (APPNOTE.TXT, section 4.3.12), which stands at the end. */
    private void addZip(ByteBuffer bytes) {
        var end = bytes.limit() - ZIP_END;
        var first = Math.max(0, end - ZIP_COMMENT);
        while (end >= first && bytes.getInt(end) != 0x06054B50) {
            end--;
        }
        if (end < first) {
            return;
        }
        var at = bytes.getInt(end + 16);
        while (at >= 0 && at <= bytes.limit() - 46 && bytes.getInt(at) == 0x02014B50 && files.size() < MOST) {
            var length = bytes.getShort(at + 28) & 0xFFFF;
            if (at + 46 + length > bytes.limit()) {
                return;
            }
            add(new String(bytes.array(), at + 46, length, StandardCharsets.UTF_8));
            at += 46 + length + (bytes.getShort(at + 30) & 0xFFFF) + (bytes.getShort(at + 32) & 0xFFFF);
        }
    }

    /** Reads the attributes (MS-OXTNEF, section 2.1.3): level, id, length, data, checksum. */
    private void addTnef(ByteBuffer bytes) {
        var at = 6;
        while (at + 9 <= bytes.limit()) {
            var id = bytes.getInt(at + 1);
            var length = bytes.getInt(at + 5);
            if (length < 0 || length > bytes.limit() - at - 9) {
                return;
            }
            if (id == TNEF_TITLE) {
                add(text(bytes, at + 9, length, false));
            } else if (id == TNEF_PROPERTIES) {
                addLongNames(bytes, at + 9, at + 9 + length);
            }
            at += 9 + length + 2;
        }
    }

    private void addLongNames(ByteBuffer bytes, int from, int to) {
        for (int at = from; at + 12 <= to; at++) {
            var property = bytes.getInt(at);
            // The number of values comes before the length.
            if ((property == LONG_NAME || property == LONG_NAME_WIDE) && bytes.getInt(at + 4) == 1) {
                var length = bytes.getInt(at + 8);
                if (length > 0 && length <= to - at - 12) {
                    add(text(bytes, at + 12, length, property == LONG_NAME_WIDE));
                }
            }
        }
    }

    private static String text(ByteBuffer bytes, int at, int length, boolean wide) {
        var charset = wide ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1;
        return new String(bytes.array(), at, length, charset).replace("\0", "");
    }
}
