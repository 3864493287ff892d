package co.getanswers.triage;

import co.getanswers.account.ReplyLanguage;
import org.jspecify.annotations.Nullable;

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

    /** The language that the owner chose for replies, else that of the mail. */
    static Language ofReply(@Nullable ReplyLanguage chosen, Language mail) {
        return chosen == null
                ? mail
                : switch (chosen) {
                    case EN -> ENGLISH;
                    case DE -> GERMAN;
                    case FR -> FRENCH;
                    case ES -> SPANISH;
                    case IT -> ITALIAN;
                    case PT -> PORTUGUESE;
                    case NL -> DUTCH;
                };
    }

    /** The language whose frequent words the text has most of; UNKNOWN if several are equal. */
    static Language of(Words text) {
        return Lexicons.get().index().language(text, READ);
    }
}
