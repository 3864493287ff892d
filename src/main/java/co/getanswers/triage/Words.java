package co.getanswers.triage;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The words of a text, in lower case and without accents, so that one word list matches every way of writing. Invisible
 * characters are removed and separate no words, because senders use them to hide words from such lists.
 */
final class Words {
    private static final int LONGEST_DECOMPOSITION = 6;

    private final List<String> list;

    /** The bits of each word in the index that was asked last; threads that race compute the same. */
    private @Nullable Scan scan;

    Words(List<String> list) {
        this.list = list;
    }

    private record Scan(PhraseIndex index, long[] bits, long all) {}

    static Words of(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        for (int at = 0, end; at < text.length(); at = end) {
            end = endOfPlain(text, at);
            if (end == at) {
                var c = text.codePointAt(at);
                end += Character.charCount(c);
                if (c < 0x80) {
                    add(c, word, words);
                } else {
                    decomposed(c).forEach(part -> add(part, word, words));
                }
            } else if (word.isEmpty() && (end == text.length() || separates(text.charAt(end)))) {
                words.add(text.substring(at, end++));
            } else {
                word.append(text, at, end);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return new Words(words);
    }

    /** The words of several texts, one after the other. */
    static Words joined(Words... texts) {
        var all = new ArrayList<String>();
        for (var text : texts) {
            all.addAll(text.list);
        }
        return new Words(all);
    }

    /** The end of the lower-case letters and digits of ASCII, which most words consist of and which stay as they are. */
    private static int endOfPlain(String text, int from) {
        var end = from;
        while (end < text.length() && isPlain(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    private static boolean separates(char c) {
        return c < 0x80 && !Character.isLetterOrDigit(c);
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

    List<String> list() {
        return list;
    }

    int size() {
        return list.size();
    }

    /** The bits of each word in an index. */
    long[] bits(PhraseIndex index) {
        return scan(index).bits;
    }

    /** Tells whether any word has a bit in an index. */
    boolean hasAny(PhraseIndex index, long bit) {
        return (scan(index).all & bit) != 0;
    }

    private Scan scan(PhraseIndex index) {
        var known = scan;
        if (known == null || known.index != index) {
            var bits = list.stream().mapToLong(index::bits).toArray();
            known = new Scan(index, bits, Arrays.stream(bits).reduce(0, (all, one) -> all | one));
            scan = known;
        }
        return known;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Words words && words.list.equals(list);
    }

    @Override
    public int hashCode() {
        return list.hashCode();
    }

    @Override
    public String toString() {
        return String.join(" ", list);
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
