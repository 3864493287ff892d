package co.getanswers.mail.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Decodes UTF-16, also without the mark that tells the order of its bytes. */
final class Utf16 {
    /** The bytes that are looked at, from the beginning. */
    private static final int SAMPLE = 4 * 1024;

    private Utf16() {}

    static String decode(byte[] bytes) {
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        return new String(bytes, order(bytes));
    }

    /**
     * Tells whether bytes without a charset are UTF-16: they begin with its mark, or nearly every second byte is NUL,
     * which no other text has.
     */
    static boolean isLikely(byte[] bytes) {
        if (bytes.length < 4 || bytes.length % 2 != 0) {
            return false;
        }
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
            return true;
        }
        if (bytes[0] != 0 && bytes[1] != 0) {
            return false;
        }
        var nuls = new int[2];
        var length = Math.min(bytes.length, SAMPLE);
        for (var i = 0; i < length; i++) {
            nuls[i & 1] += bytes[i] == 0 ? 1 : 0;
        }
        var most = Math.max(nuls[0], nuls[1]);
        return most * 10L >= length / 2 * 8L && Math.min(nuls[0], nuls[1]) * 10L <= length / 2;
    }

    /** The order in which more characters are of the script of the character before, or space. */
    private static Charset order(byte[] bytes) {
        var big = 0;
        var little = 0;
        var length = Math.min(bytes.length, SAMPLE) - 1;
        for (var i = 0; i < length; i += 2) {
            big += likelihood(bytes, i, i + 1);
            little += likelihood(bytes, i + 1, i);
        }
        return little > big ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }

    private static int likelihood(byte[] bytes, int high, int low) {
        if (bytes[high] == 0) {
            return bytes[low] == ' ' || bytes[low] == '\n' || bytes[low] == '\r' ? 4 : 1;
        }
        if (bytes[high] == 0x30 && (bytes[low] & 0xFF) <= 2) {
            return 4;
        }
        return high >= 2 && bytes[high] == bytes[high - 2] ? 1 : 0;
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length > 1 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }
}
