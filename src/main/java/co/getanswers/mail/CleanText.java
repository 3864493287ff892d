package co.getanswers.mail;

import java.util.regex.Pattern;

/** Text that PostgreSQL, JSON and a screen can hold. */
public final class CleanText {
    private static final char REPLACEMENT = '\uFFFD';
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\u2028\u2029]+");

    private CleanText() {}

    /** Replaces each NUL and each surrogate without its other half by U+FFFD. */
    public static String of(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (isBad(text, i)) {
                return replaced(text);
            }
        }
        return text;
    }

    /** One line of at most {@code max} UTF-16 code units, with spaces for control characters. */
    public static String line(String text, int max) {
        return cut(of(CONTROL.matcher(text).replaceAll(" ")).strip(), max).strip();
    }

    /** The first {@code max} UTF-16 code units, or one fewer if that would split a surrogate pair. */
    public static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
    }

    private static String replaced(String text) {
        var clean = text.toCharArray();
        for (var i = 0; i < clean.length; i++) {
            if (isBad(text, i)) {
                clean[i] = REPLACEMENT;
            }
        }
        return new String(clean);
    }

    private static boolean isBad(String text, int i) {
        var c = text.charAt(i);
        if (c != 0 && !Character.isSurrogate(c)) {
            return false;
        }
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
        }
        return c == 0;
    }
}
