package co.getanswers.triage;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Phrases of prompt injection: text meant for an agent rather than for a person. The list can't be complete, and need not
 * be: the built-in agent takes no orders from mail. It keeps a person between such mail and every action.
 */
record PromptInjectionLexicon(Phrases phrases) {
    /** Tokens by which chat models tell one speaker from the next. */
    private static final List<String> MARKERS = List.of(
            "<|im_start|>",
            "<|im_end|>",
            "<|system|>",
            "<|user|>",
            "<|assistant|>",
            "<|endoftext|>",
            "[inst]",
            "[/inst]",
            "<<sys>>",
            "### instruction",
            "### system");

    static PromptInjectionLexicon of(List<LanguageFile> files) {
        return new PromptInjectionLexicon(Phrases.of(files, "prompt-injection"));
    }

    /** The first phrase or marker found, as the text has it. */
    Optional<String> findIn(Words words, String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        var markers = MARKERS.stream().filter(lower::contains);
        return Stream.concat(phrases.findIn(words).stream(), markers).findFirst();
    }
}
