package co.getanswers.policy;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Folds texts for comparison: composed characters, without case. */
final class CaseFolding {
    private static final int CHUNK = 512;

    private CaseFolding() {}

    static String fold(@Nullable String text) {
        if (text == null) {
            return "";
        }
        if (isAscii(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        // Upper case first, so that the two lower-case sigmas and the like become equal.
        return composed(text)
                .codePoints()
                .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isAscii(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Composes chunk by chunk, because ordering a long run of accents takes quadratic time. */
    private static String composed(String text) {
        var composed = new StringBuilder(text.length());
        for (int start = 0, end; start < text.length(); start = end) {
            end = Math.min(text.length(), start + CHUNK);
            while (end < text.length() && end < start + 2 * CHUNK && isContinuation(text.charAt(end))) {
                end++;
            }
            composed.append(Normalizer.normalize(text.substring(start, end), Normalizer.Form.NFC));
        }
        return composed.toString();
    }

    /** Tells whether a character belongs to the one before it. */
    private static boolean isContinuation(char c) {
        var type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || Character.isLowSurrogate(c);
    }
}
