package co.getanswers.triage;

import co.getanswers.account.ReplyTone;
import co.getanswers.platform.EnumValue;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Texts of the built-in replies, from lines {@code name = text} in the section {@code reply} of a language's file. */
enum ReplyText {
    GREETING(""),
    GREETING_BY_NAME("{name}"),
    ACKNOWLEDGEMENT(""),
    ACKNOWLEDGEMENT_OF_SUBJECT("{subject}"),
    WELCOME(""),
    CLOSING(""),
    GREETING_WARM(""),
    GREETING_BY_NAME_WARM("{name}"),
    CLOSING_WARM(""),
    GREETING_FORMAL(""),
    GREETING_BY_NAME_FORMAL("{name}"),
    CLOSING_FORMAL(""),
    GREETING_BRIEF(""),
    GREETING_BY_NAME_BRIEF("{name}"),
    CLOSING_BRIEF("");

    private final String placeholder;

    ReplyText(String placeholder) {
        this.placeholder = placeholder;
    }

    /** This text in a tone; only greetings and closings have tones. */
    ReplyText in(ReplyTone tone) {
        return tone == ReplyTone.NEUTRAL ? this : valueOf(name() + "_" + tone.name());
    }

    /** The texts of one language; empty if triage has no replies in it. */
    static Optional<Map<ReplyText, String>> of(LanguageFile file) {
        var texts = new EnumMap<ReplyText, String>(ReplyText.class);
        file.section(
                "reply",
                line -> texts.put(
                        named(line), line.substring(line.indexOf('=') + 1).strip()));
        if (!texts.isEmpty() && texts.size() < values().length) {
            throw new IllegalStateException(file + ": the section reply needs " + EnumValue.all(ReplyText.class));
        }
        return texts.isEmpty() ? Optional.empty() : Optional.of(texts);
    }

    private static ReplyText named(String line) {
        var text = EnumValue.parse(ReplyText.class, line.split("=", 2)[0].strip());
        if (!line.contains("=") || !line.contains(text.placeholder)) {
            throw new IllegalArgumentException("expected: name = text " + text.placeholder);
        }
        return text;
    }
}
