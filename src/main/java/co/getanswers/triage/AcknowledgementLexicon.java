package co.getanswers.triage;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that a message may say and still need no person, in one language. A phrase is a sequence of words: {@code a|b} is
 * either word, {@code very?} may be left out, {@code {thing}} is up to {@value #LONGEST_THING} words that name what the
 * thanks are for.
 *
 * @param thanks phrases of thanks
 * @param courtesy salutations, closings and other phrases that ask and tell nothing
 * @param things words for what thanks are for
 */
record AcknowledgementLexicon(List<Phrase> thanks, List<Phrase> courtesy, Set<String> things) {
    static final int LONGEST_THING = 5;

    static Map<Language, AcknowledgementLexicon> of(List<LanguageFile> files) {
        var lexicons = new EnumMap<Language, AcknowledgementLexicon>(Language.class);
        for (var file : files) {
            var things = new HashSet<String>();
            file.section("ack.thing", line -> things.addAll(List.of(line.split("\\|"))));
            lexicons.put(
                    file.language,
                    new AcknowledgementLexicon(
                            file.section("ack.thanks", Phrase::parse),
                            file.section("ack.courtesy", Phrase::parse),
                            things));
        }
        return lexicons;
    }

    /** A sequence of slots. */
    record Phrase(List<Slot> slots) {
        static Phrase parse(String line) {
            var slots = new ArrayList<Slot>();
            for (var token : line.split(" +")) {
                slots.add(Slot.parse(token));
            }
            if (slots.stream().allMatch(Slot::optional)) {
                throw new IllegalArgumentException("one word must not be left out");
            }
            return new Phrase(slots);
        }

        /** Adds every position at which the phrase ends that begins at {@code at}. */
        void addEnds(List<String> words, int at, Set<String> things, Set<Integer> ends) {
            addEnds(words, at, 0, things, ends);
        }

        private void addEnds(List<String> words, int at, int slot, Set<String> things, Set<Integer> ends) {
            if (slot == slots.size()) {
                ends.add(at);
                return;
            }
            var next = slots.get(slot);
            if (next.optional) {
                addEnds(words, at, slot + 1, things, ends);
            }
            if (next.words.isEmpty()) {
                for (var end = at;
                        end < Math.min(words.size(), at + LONGEST_THING) && things.contains(words.get(end)); ) {
                    addEnds(words, ++end, slot + 1, things, ends);
                }
            } else if (at < words.size() && next.words.contains(words.get(at))) {
                addEnds(words, at + 1, slot + 1, things, ends);
            }
        }
    }

    /** @param words empty for the things */
    private record Slot(Set<String> words, boolean optional) {
        static Slot parse(String token) {
            var optional = token.endsWith("?");
            var word = optional ? token.substring(0, token.length() - 1) : token;
            if (word.equals("{thing}")) {
                return new Slot(Set.of(), optional);
            }
            var words = List.of(word.split("\\|"));
            words.forEach(one -> {
                if (!Words.of(one).list().equals(List.of(one))) {
                    throw new IllegalArgumentException("“" + one + "” is no word in lower case and without accents");
                }
            });
            return new Slot(Set.copyOf(words), optional);
        }
    }
}
