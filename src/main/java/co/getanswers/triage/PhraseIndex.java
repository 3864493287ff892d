package co.getanswers.triage;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The first words of the phrases of many lists, and the frequent words of each language: one look at a word of a text
 * tells which lists and languages it concerns. Each list and language is a bit; the words and stems are a tree of their
 * letters, most of which ends after a few letters of a word.
 */
final class PhraseIndex {
    /** The letters that have a place in every node: digits and ASCII letters. */
    private static final int PLAIN = 36;

    /** The letters beyond these, by their places after them. */
    private final String further;

    private final int places;
    private int[] next;
    private long[] words;
    private long[] stems;
    private int nodes = 1;
    private final Language[] languages;
    private final int firstLanguage;

    private PhraseIndex(List<Phrases> lists, Map<Language, Set<String>> frequent) {
        if (lists.size() + frequent.size() > Long.SIZE) {
            throw new IllegalStateException("There are more lists of phrases than bits");
        }
        further = furtherLetters(lists, frequent.values());
        places = PLAIN + further.length();
        next = new int[places];
        words = new long[1];
        stems = new long[1];
        for (var bit = 0; bit < lists.size(); bit++) {
            var list = 1L << bit;
            lists.get(bit).firstWords().forEach(word -> addWord(word, list));
            lists.get(bit).firstStems().forEach(stem -> addStem(stem, list));
        }
        firstLanguage = lists.size();
        languages = frequent.keySet().toArray(Language[]::new);
        for (var i = 0; i < languages.length; i++) {
            var language = 1L << firstLanguage + i;
            frequent.getOrDefault(languages[i], Set.of()).forEach(word -> addWord(word, language));
        }
    }

    /** Indexes lists, which then search texts by the index. */
    static PhraseIndex of(List<Phrases> lists, Map<Language, Set<String>> frequent) {
        var index = new PhraseIndex(lists, frequent);
        for (var bit = 0; bit < lists.size(); bit++) {
            lists.get(bit).searchBy(index, 1L << bit);
        }
        return index;
    }

    /** The lists with a phrase that may begin with a word, and the languages of which it is a frequent word. */
    long bits(String word) {
        var bits = 0L;
        var node = 0;
        for (var i = 0; i < word.length(); i++) {
            var place = place(word.charAt(i));
            node = place < 0 ? 0 : next[node * places + place];
            if (node == 0) {
                return bits;
            }
            bits |= stems[node];
        }
        return bits | words[node];
    }

    /** The language with the most frequent words among the first {@code most}; UNKNOWN if several are equal. */
    Language language(Words text, int most) {
        var counts = new int[languages.length];
        var bits = text.bits(this);
        for (var at = 0; at < Math.min(most, bits.length); at++) {
            for (var left = bits[at] >>> firstLanguage; left != 0; left &= left - 1) {
                counts[Long.numberOfTrailingZeros(left)]++;
            }
        }
        var best = 0;
        var equal = false;
        for (var i = 1; i < counts.length; i++) {
            equal = counts[i] == counts[best] || equal && counts[i] < counts[best];
            best = counts[i] > counts[best] ? i : best;
        }
        return equal ? Language.UNKNOWN : languages[best];
    }

    private void addWord(String word, long bit) {
        var node = node(word);
        words[node] |= bit;
    }

    private void addStem(String stem, long bit) {
        var node = node(stem);
        stems[node] |= bit;
    }

    private int node(String word) {
        var node = 0;
        for (var i = 0; i < word.length(); i++) {
            var edge = node * places + place(word.charAt(i));
            if (next[edge] == 0) {
                if (nodes == words.length) {
                    next = Arrays.copyOf(next, 2 * next.length);
                    words = Arrays.copyOf(words, 2 * nodes);
                    stems = Arrays.copyOf(stems, 2 * nodes);
                }
                next[edge] = nodes++;
            }
            node = next[edge];
        }
        return node;
    }

    private int place(char c) {
        if (c >= 'a' && c <= 'z') {
            return c - 'a';
        }
        if (c >= '0' && c <= '9') {
            return 26 + c - '0';
        }
        var found = further.indexOf(c);
        return found < 0 ? -1 : PLAIN + found;
    }

    private static String furtherLetters(List<Phrases> lists, Collection<Set<String>> frequent) {
        var found = new StringBuilder();
        lists.forEach(list -> {
            list.firstWords().forEach(word -> addFurther(word, found));
            list.firstStems().forEach(stem -> addFurther(stem, found));
        });
        frequent.forEach(words -> words.forEach(word -> addFurther(word, found)));
        return found.toString();
    }

    private static void addFurther(String word, StringBuilder found) {
        for (var i = 0; i < word.length(); i++) {
            var c = word.charAt(i);
            var plain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (!plain && found.indexOf(String.valueOf(c)) < 0) {
                found.append(c);
            }
        }
    }
}
