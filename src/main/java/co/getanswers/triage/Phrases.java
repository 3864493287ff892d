package co.getanswers.triage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Phrases to find in a text, each a sequence of words: {@code a|b} is either word, {@code rechnung*} any word that
 * begins so, {@code ..3} up to three words between. They are in lower case and without accents, as {@link Words} makes
 * every text. Searching takes time in proportion to the text: each phrase bounds the work at one word. All lists share one
 * {@link PhraseIndex}, so that a text is scanned once, however many lists search it.
 */
final class Phrases {
    /** The most phrases that are reported; more of them add nothing to a reason or a score. */
    static final int MOST_FOUND = 8;

    private final List<Phrase> phrases;
    private final Map<Phrase, Integer> numbers = new IdentityHashMap<>();
    private final Map<String, List<Phrase>> byWord = new HashMap<>();
    /** Phrases by the first letter of their stem, the shortest stem first: one look settles most words. */
    private final Map<Character, List<Stem>> byInitial = new HashMap<>();

    /** The index of this and other lists; absent of a list that others are made of. */
    private @Nullable PhraseIndex index;

    private long bit;

    private Phrases(List<Phrase> phrases) {
        this.phrases = phrases;
        for (var phrase : phrases) {
            numbers.put(phrase, numbers.size());
            phrase.slots
                    .get(0)
                    .words
                    .forEach(word -> byWord.computeIfAbsent(word, none -> new ArrayList<>())
                            .add(phrase));
            phrase.slots
                    .get(0)
                    .stems
                    .forEach(stem -> byInitial
                            .computeIfAbsent(stem.charAt(0), none -> new ArrayList<>())
                            .add(new Stem(stem, phrase)));
        }
        byInitial.values().forEach(stems -> stems.sort(Comparator.comparingInt(stem -> stem.letters.length())));
    }

    /** The phrases of a section in all languages. */
    static Phrases of(List<LanguageFile> files, String section) {
        var phrases = files.stream()
                .flatMap(file -> file.section(section, Phrase::parse).stream())
                .toList();
        if (phrases.isEmpty()) {
            throw new IllegalStateException("The section " + section + " has no phrase in any language");
        }
        return new Phrases(phrases);
    }

    Phrases and(Phrases more) {
        return new Phrases(
                Stream.concat(phrases.stream(), more.phrases.stream()).toList());
    }

    /** Finds phrases, as the text has them, each once. */
    List<String> findIn(Words text) {
        if (index != null && !text.hasAny(index, bit)) {
            return List.of();
        }
        Set<Phrase> found = Collections.newSetFromMap(new IdentityHashMap<>());
        var shown = new ArrayList<String>();
        var words = text.list();
        for (int at = nextPlace(text, 0);
                at < words.size() && shown.size() < MOST_FOUND;
                at = nextPlace(text, at + 1)) {
            for (var phrase : startingWith(words.get(at))) {
                var end = found.contains(phrase) ? -1 : phrase.end(words, at);
                if (end > 0 && found.add(phrase)) {
                    shown.add(String.join(" ", words.subList(at, end)));
                }
            }
        }
        return shown;
    }

    /** The phrases of this list, so that the occurrences of joined lists can be told apart by their numbers. */
    int size() {
        return phrases.size();
    }

    /** Finds phrases where they occur, a phrase more than once as well; at most {@code most}. */
    List<Occurrence> occurrences(Words text, int most) {
        var occurrences = new ArrayList<Occurrence>();
        var words = text.list();
        for (int at = nextPlace(text, 0);
                at < words.size() && occurrences.size() < most;
                at = nextPlace(text, at + 1)) {
            for (var phrase : startingWith(words.get(at))) {
                var end = phrase.end(words, at);
                if (end > 0) {
                    occurrences.add(new Occurrence(numbers.getOrDefault(phrase, -1), at, end));
                }
            }
        }
        return occurrences;
    }

    /**
     * A phrase in a text.
     *
     * @param phrase its number in the list, from 0
     * @param from its first word
     * @param to the word after its last
     */
    record Occurrence(int phrase, int from, int to) {}

    boolean occurIn(Words text) {
        var words = text.list();
        for (int at = nextPlace(text, 0); at < words.size(); at = nextPlace(text, at + 1)) {
            for (var phrase : startingWith(words.get(at))) {
                if (phrase.end(words, at) > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Tells whether the text begins with a phrase. */
    boolean begin(Words text) {
        return text.size() > 0
                && startingWith(text.list().get(0)).stream().anyMatch(phrase -> phrase.end(text.list(), 0) > 0);
    }

    /** Tells whether the text consists of one phrase. */
    boolean cover(Words text) {
        return text.size() > 0
                && startingWith(text.list().get(0)).stream()
                        .anyMatch(phrase -> phrase.end(text.list(), 0) == text.size());
    }

    /** The words that phrases begin with. */
    Set<String> firstWords() {
        return byWord.keySet();
    }

    /** The stems of the words that phrases begin with. */
    List<String> firstStems() {
        return byInitial.values().stream()
                .flatMap(List::stream)
                .map(Stem::letters)
                .toList();
    }

    /** @param list the bit of this list in the index */
    void searchBy(PhraseIndex all, long list) {
        index = all;
        bit = list;
    }

    /** The first place from a word on at which a phrase may begin; the end of the text if there is none. */
    private int nextPlace(Words text, int from) {
        if (index == null) {
            return from;
        }
        if (!text.hasAny(index, bit)) {
            return text.size();
        }
        var bits = text.bits(index);
        var at = from;
        while (at < bits.length && (bits[at] & bit) == 0) {
            at++;
        }
        return at;
    }

    private Collection<Phrase> startingWith(String word) {
        var starting = byWord.getOrDefault(word, List.of());
        for (var stem : byInitial.getOrDefault(word.charAt(0), List.of())) {
            if (word.length() < stem.letters.length()) {
                break;
            }
            if (word.startsWith(stem.letters)) {
                starting = new ArrayList<>(starting);
                starting.add(stem.phrase);
            }
        }
        return starting;
    }

    private record Stem(String letters, Phrase phrase) {}

    private record Phrase(List<Slot> slots) {
        static Phrase parse(String line) {
            var slots = new ArrayList<Slot>();
            var gap = 0;
            for (var token : line.split(" +")) {
                if (token.startsWith("..") && !slots.isEmpty() && gap == 0) {
                    gap = Integer.parseInt(token.substring(2));
                } else {
                    slots.add(Slot.parse(token, gap));
                    gap = 0;
                }
            }
            if (gap > 0) {
                throw new IllegalArgumentException("a gap at the end skips nothing");
            }
            return new Phrase(slots);
        }

        /** The end of the phrase that begins at a word; -1 if it does not continue there. */
        int end(List<String> words, int at) {
            return end(words, at + 1, 1);
        }

        private int end(List<String> words, int at, int slot) {
            if (slot == slots.size()) {
                return at;
            }
            var last = Math.min(words.size() - 1, at + slots.get(slot).gap);
            for (int next = at; next <= last; next++) {
                if (slots.get(slot).fits(words.get(next))) {
                    var end = end(words, next + 1, slot + 1);
                    if (end > 0) {
                        return end;
                    }
                }
            }
            return -1;
        }
    }

    private record Slot(Set<String> words, List<String> stems, int gap) {
        static Slot parse(String token, int gap) {
            var words = new LinkedHashSet<String>();
            var stems = new ArrayList<String>();
            for (var alternative : token.split("\\|", -1)) {
                var word = alternative.endsWith("*") ? alternative.substring(0, alternative.length() - 1) : alternative;
                if (!Words.of(word).list().equals(List.of(word))) {
                    throw new IllegalArgumentException("“" + word + "” is no word in lower case and without accents");
                }
                if (word.equals(alternative)) {
                    words.add(word);
                } else {
                    stems.add(word);
                }
            }
            return new Slot(words, stems, gap);
        }

        boolean fits(String word) {
            if (words.contains(word)) {
                return true;
            }
            for (var stem : stems) {
                if (word.startsWith(stem)) {
                    return true;
                }
            }
            return false;
        }
    }
}
