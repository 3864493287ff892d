package co.getanswers.triage;

import co.getanswers.mail.SubjectNormalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Recognises messages that thank and do nothing else. Every word of the new text must belong to a phrase of
 * {@link AcknowledgementLexicon}, to the owner's name or, at the end, to the sender's: what is not known counts as
 * something that a person must read.
 */
final class Acknowledgement {
    static final int MOST_WORDS = 60;

    private static final int LONGEST_SIGNATURE = 4;
    private static final String PUNCTUATION = ".,;:!¡-–—…'’‘`´\"“”„«»()/*_~\u200D\uFE0F";
    private static final Set<Integer> HARMLESS_SIGNS = Set.of(
            0x1F600, 0x1F603, 0x1F604, 0x1F60A, 0x1F642, 0x1F609, 0x1F44D, 0x1F64F, 0x1F44F, 0x1F389, 0x1F917, 0x263A,
            0x2764);

    private final TriageInput input;
    private final AcknowledgementLexicon lexicon;
    private final List<String> words;
    private final int signatureFrom;
    private final Set<String> things;
    private final Set<String> ownerNames;
    private final Set<String> senderNames;

    private Acknowledgement(TriageInput input, AcknowledgementLexicon lexicon, List<String> words, int signatureFrom) {
        this.input = input;
        this.lexicon = lexicon;
        this.words = words;
        this.signatureFrom = signatureFrom;
        this.things = things();
        this.ownerNames = names(input.owner().name(), input.owner().email());
        this.senderNames = senderNames(input);
    }

    /** The language in which the whole new text is thanks; empty if it is anything else. */
    static Optional<Language> languageOf(TriageInput input, MessageText message) {
        if (message.newWords().size() > MOST_WORDS || !isPlain(message.newText())) {
            return Optional.empty();
        }
        var words = new ArrayList<String>();
        var lines = new ArrayList<Integer>();
        message.newText().lines().map(Words::of).filter(line -> line.size() > 0).forEach(line -> {
            lines.add(words.size());
            words.addAll(line.list());
        });
        var signatureFrom = lines.size() < 2 ? words.size() : lines.get(Math.max(1, lines.size() - 2));
        return Lexicons.get().acknowledgements().entrySet().stream()
                .filter(entry -> new Acknowledgement(input, entry.getValue(), words, signatureFrom).coversAll())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Tells whether the subject adds nothing, no ticket's number either: it is the thread's, or consists of thanks itself. */
    static boolean hasSilentSubject(TriageInput input, Language language) {
        var subject = input.mail().subject();
        if (AutoReplyRule.hasTicketMark(subject)) {
            return false;
        }
        if (input.thread().subjectKnown() || SubjectNormalizer.normalised(subject) == null) {
            return true;
        }
        var lexicon = Lexicons.get().acknowledgements().get(language);
        var words = Words.of(subject).list();
        return lexicon != null
                && isPlain(subject)
                && new Acknowledgement(input, lexicon, words, words.size()).coversAll();
    }

    private static boolean isPlain(String text) {
        return !Emoticons.frownIn(text)
                && text.codePoints()
                        .allMatch(c -> Character.isLetter(c)
                                || Character.isWhitespace(c)
                                || c == 0xA0
                                || Character.getType(c) == Character.NON_SPACING_MARK
                                || PUNCTUATION.indexOf(c) >= 0
                                || HARMLESS_SIGNS.contains(c)
                                || c >= 0x1F3FB && c <= 0x1F3FF);
    }

    private boolean coversAll() {
        var thanked = new boolean[words.size() + 1];
        var reached = new boolean[words.size() + 1];
        reached[0] = true;
        for (var at = 0; at < words.size(); at++) {
            if (reached[at]) {
                for (var end : endsOf(lexicon.thanks(), at)) {
                    reached[end] = true;
                    thanked[end] = true;
                }
                var others = endsOf(lexicon.courtesy(), at);
                if (isName(at)) {
                    others.add(at + 1);
                }
                for (var end : others) {
                    reached[end] = true;
                    thanked[end] |= thanked[at];
                }
            }
        }
        return !words.isEmpty() && reached[words.size()] && thanked[words.size()];
    }

    private TreeSet<Integer> endsOf(List<AcknowledgementLexicon.Phrase> phrases, int at) {
        var ends = new TreeSet<Integer>();
        phrases.forEach(phrase -> phrase.addEnds(words, at, things, ends));
        return ends;
    }

    private boolean isName(int at) {
        var word = words.get(at);
        return ownerNames.contains(word)
                || at >= signatureFrom
                        && at >= words.size() - LONGEST_SIGNATURE
                        && (senderNames.contains(word)
                                || word.length() == 1 && senderNames.stream().anyMatch(name -> name.startsWith(word)));
    }

    /** The lexicon's words, and those of a subject that the owner knows. */
    private Set<String> things() {
        if (!input.thread().subjectKnown()) {
            return lexicon.things();
        }
        var subject = SubjectNormalizer.normalised(input.mail().subject());
        var all = new HashSet<>(lexicon.things());
        all.addAll(Words.of(subject == null ? "" : subject).list());
        return all;
    }

    /** None where the name itself asks or tells something. */
    private static Set<String> senderNames(TriageInput input) {
        var sender = input.mail().sender();
        var intents = Lexicons.get().intent();
        var name = Words.of(sender.name() + " " + sender.email());
        var tells = intents.request().occurIn(name)
                || intents.calledOff().occurIn(name)
                || intents.matter().occurIn(name);
        return tells ? Set.of() : names(sender.name(), sender.email());
    }

    private static Set<String> names(String name, String email) {
        var names = new HashSet<>(Words.of(name).list());
        names.addAll(Words.of(email.substring(0, Math.max(0, email.lastIndexOf('@'))))
                .list());
        return names;
    }
}
