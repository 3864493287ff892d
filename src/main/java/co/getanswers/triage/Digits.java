package co.getanswers.triage;

import java.util.function.Consumer;
import java.util.function.Predicate;
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
    private static int next(String text, int from) {
        for (var at = from; at < text.length(); at++) {
            if (text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                return at;
            }
        }
        return -1;
    }

    /** Tells whether a text has a match of a pattern that begins with a digit. */
    static boolean begin(Pattern pattern, String text) {
        return find(pattern, 0, text, any -> true);
    }

    /** Calls for each match of a pattern that begins with a digit, from left to right; matches don't overlap. */
    static void forEach(Pattern pattern, String text, Consumer<MatchResult> action) {
        find(pattern, 0, text, match -> {
            action.accept(match);
            return false;
        });
    }

    /**
     * Looks for a match that passes a check, from left to right; matches don't overlap.
     *
     * @param before the characters that each match has before its first digit
     */
    static boolean find(Pattern pattern, int before, String text, Predicate<MatchResult> check) {
        var digit = next(text, before);
        if (digit < 0) {
            return false;
        }
        var matcher = pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
        while (digit >= 0) {
            if (!matcher.region(digit - before, text.length()).lookingAt()) {
                digit = next(text, digit + 1);
            } else if (check.test(matcher.toMatchResult())) {
                return true;
            } else {
                digit = next(text, matcher.end() + before);
            }
        }
        return false;
    }
}
