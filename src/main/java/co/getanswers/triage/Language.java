package co.getanswers.triage;

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
        return Lexicons.get().index().language(text, READ);
    }
}
