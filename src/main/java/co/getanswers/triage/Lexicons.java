package co.getanswers.triage;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The word lists and reply texts of all languages, from {@code src/main/resources/triage}. */
record Lexicons(
        RiskLexicon risk,
        IntentLexicon intent,
        TopicLexicon topic,
        PromptInjectionLexicon promptInjection,
        Phrases spam,
        AutoReplyLexicon autoReply,
        DayLexicon days,
        Map<Language, AcknowledgementLexicon> acknowledgements,
        Map<Language, Set<String>> frequentWords,
        Map<Language, Map<ReplyText, String>> replyTexts,
        PhraseIndex index) {
    private static volatile @Nullable Lexicons loaded;

    /**
     * The lexicons, read on first use and not in a class initialiser. Threads that race read them twice, without harm.
     */
    static Lexicons get() {
        if (loaded == null) {
            loaded = of(Arrays.stream(Language.values())
                    .filter(language -> language != Language.UNKNOWN)
                    .map(LanguageFile::of)
                    .toList());
        }
        return loaded;
    }

    /** @throws IllegalStateException with file, line and reason, if a file is malformed */
    static Lexicons of(List<LanguageFile> files) {
        var risk = RiskLexicon.of(files);
        var frequentWords = new EnumMap<Language, Set<String>>(Language.class);
        var replyTexts = new EnumMap<Language, Map<ReplyText, String>>(Language.class);
        for (var file : files) {
            var words = file.section("frequent", line -> Set.of(line.split(" ")));
            frequentWords.put(file.language, words.stream().flatMap(Set::stream).collect(Collectors.toSet()));
            ReplyText.of(file).ifPresent(texts -> replyTexts.put(file.language, texts));
        }
        var intent = IntentLexicon.of(files);
        var topic = TopicLexicon.of(files, risk);
        var promptInjection = PromptInjectionLexicon.of(files);
        var spam = Phrases.of(files, "spam");
        var autoReply = AutoReplyLexicon.of(files);
        var lists = Stream.of(
                        risk.lists(),
                        intent.lists(),
                        topic.phrases().values().stream(),
                        Stream.of(promptInjection.phrases(), spam),
                        autoReply.lists())
                .flatMap(some -> some)
                .toList();
        var lexicons = new Lexicons(
                risk,
                intent,
                topic,
                promptInjection,
                spam,
                autoReply,
                DayLexicon.of(files),
                AcknowledgementLexicon.of(files),
                frequentWords,
                replyTexts,
                PhraseIndex.of(lists, frequentWords));
        files.forEach(LanguageFile::refuseUnknownSections);
        return lexicons;
    }

    /** A reply text in a language, or in English if the language has none. */
    String reply(Language language, ReplyText text) {
        var texts = replyTexts.getOrDefault(language, replyTexts.get(Language.ENGLISH));
        return Objects.requireNonNull(Objects.requireNonNull(texts).get(text));
    }
}
