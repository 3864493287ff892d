package co.getanswers.triage;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Languages that triage recognises by their most frequent words, which {@code triage/<code>.txt} lists. */
public enum Language {
    ENGLISH("en"),
    GERMAN("de"),
    FRENCH("fr"),
    SPANISH("es"),
    ITALIAN("it"),
    PORTUGUESE("pt"),
    DUTCH("nl"),
    UNKNOWN("");

    /** The number of words that are counted; it is enough for a text of any length. */
    private static final int READ = 2_000;

    /** ISO 639-1. */
    final String code;

    Language(String code) {
        this.code = code;
    }

    /** The language whose frequent words the text has most of; UNKNOWN if several are equal. */
    static Language of(Words text) {
        var words = text.list().subList(0, Math.min(text.size(), READ));
        var counts = Lexicons.get().frequentWords().entrySet().stream()
                .map(entry -> new Count(entry.getKey(), countIn(words, entry.getValue())))
                .sorted(Comparator.comparingLong(Count::words).reversed())
                .toList();
        return counts.get(0).words > counts.get(1).words ? counts.get(0).language : UNKNOWN;
    }

    private static long countIn(List<String> words, Set<String> frequent) {
        return words.stream().filter(frequent::contains).count();
    }

    private record Count(Language language, long words) {}
}
