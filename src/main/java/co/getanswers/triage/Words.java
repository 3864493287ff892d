package co.getanswers.triage;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The words of a text, in lower case and without accents, so that one word list matches every way of writing. Invisible
 * characters are removed and separate no words, because senders use them to hide words from such lists.
 */
record Words(List<String> list) {
    private static final int LONGEST_DECOMPOSITION = 6;

    static Words of(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c < 0x80) {
                add(c, word, words);
            } else {
                decomposed(c).forEach(part -> add(part, word, words));
            }
        });
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return new Words(words);
    }

    private static void add(int c, StringBuilder word, List<String> words) {
        var plain = withoutTag(c);
        if (Character.isLetterOrDigit(plain)) {
            append(word, Character.toLowerCase(plain));
        } else if (!isInvisible(plain) && !word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    /** The beginning of the text, of at most this many words. */
    Words first(int most) {
        return size() <= most ? this : new Words(list.subList(0, most));
    }

    int size() {
        return list.size();
    }

    /**
     * Decomposes ligatures, widths and accents. It works on single characters, because ordering a long run of accents
     * takes quadratic time, and keeps the few characters that stand for whole phrases, because they multiply the
     * length.
     */
    private static IntStream decomposed(int c) {
        var parts = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD);
        return parts.length() > LONGEST_DECOMPOSITION ? IntStream.of(c) : parts.codePoints();
    }

    /** Unicode's tag characters repeat ASCII invisibly. */
    private static int withoutTag(int c) {
        return c >= 0xE0020 && c <= 0xE007E ? c - 0xE0000 : c;
    }

    private static boolean isInvisible(int c) {
        var type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT;
    }

    /** Appends a letter, with the replacements for letters that Unicode does not decompose. */
    private static void append(StringBuilder word, int c) {
        switch (c) {
            case 'ß' -> word.append("ss");
            case 'æ' -> word.append("ae");
            case 'œ' -> word.append("oe");
            case 'ø' -> word.append('o');
            case 'ł' -> word.append('l');
            default -> word.appendCodePoint(c);
        }
    }
}
