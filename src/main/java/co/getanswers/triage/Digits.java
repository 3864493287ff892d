package co.getanswers.triage;

import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds patterns that begin with a digit only where there is one: most text has few, and to look everywhere takes long. */
final class Digits {
    private Digits() {}

    /**
     * The index of the next digit of ASCII.
     *
     * @param from the index to begin at, which may lie behind the end
     * @return -1 if there is none
     */
    static int next(String text, int from) {
        for (var at = from; at < text.length(); at++) {
            if (text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                return at;
            }
        }
        return -1;
    }

    /** Tells whether a text has a match of a pattern that begins with a digit. */
    static boolean begin(Pattern pattern, String text) {
        return next(text, 0) >= 0 && pattern.matcher(text).find();
    }

    /** Calls for each match of a pattern that begins with a digit, from left to right; matches don't overlap. */
    static void forEach(Pattern pattern, String text, Consumer<MatchResult> action) {
        var digit = next(text, 0);
        if (digit < 0) {
            return;
        }
        var matcher = pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
        while (digit >= 0) {
            if (matcher.region(digit, text.length()).lookingAt()) {
                action.accept(matcher.toMatchResult());
                digit = next(text, matcher.end());
            } else {
                digit = next(text, digit + 1);
            }
        }
    }
}
