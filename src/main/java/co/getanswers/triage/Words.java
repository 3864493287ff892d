package co.getanswers.triage;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A text as its words, in lower case and bare of accents, so that one word list serves every way of writing. Invisible
 * characters are left out rather than taken for boundaries: they are used to hide words from lists like ours.
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

    int size() {
        return list.size();
    }

    /**
     * Without ligatures, widths and accents. One by one, because putting a long run of accents in order takes quadratic
     * time; and those few that stand for whole phrases are left alone, because they make the text many times longer.
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

    /** The letters that Unicode does not take parts. */
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
