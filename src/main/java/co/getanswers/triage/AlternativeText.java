package co.getanswers.triage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The part of another alternative of a message that its text lacks.
 *
 * @param novel the words that stand in another order than in the text, or not there at all, each passage with its
 *     neighbours
 * @param differing a part of them if most of the alternative is not in the text, which most senders' programs make the
 *     same; else empty
 */
record AlternativeText(List<String> novel, String differing) {
    /** A phrase does not reach over it, because no phrase has it. */
    private static final String BREAK = "|";

    /** The words of a passage that identify it. */
    private static final int PASSAGE = 3;

    private static final AlternativeText NONE = new AlternativeText(List.of(), "");
    private static final int NEIGHBOURS = 8;
    private static final int FEWEST = 8;
    private static final int SHOWN = 12;

    /** @param alternatives empty if the message has none but its text */
    static AlternativeText of(Words text, String alternatives) {
        return alternatives.isEmpty() ? NONE : compare(text, Words.of(alternatives));
    }

    static AlternativeText compare(Words text, Words alternative) {
        var words = alternative.list();
        if (words.isEmpty() || text.size() == 0 || words.equals(text.list())) {
            return NONE;
        }
        var known = new HashSet<>(text.list());
        var passages = new HashSet<Integer>();
        for (int at = 0; at + PASSAGE <= text.size(); at++) {
            passages.add(text.list().subList(at, at + PASSAGE).hashCode());
        }
        var novel = new ArrayList<String>();
        var unknown = new ArrayList<String>();
        var taken = 0;
        for (int at = 0; at < words.size(); at++) {
            if (!known.contains(words.get(at))) {
                unknown.add(words.get(at));
            }
            var end = Math.min(words.size(), at + PASSAGE);
            if (end - at < PASSAGE && at > 0
                    || passages.contains(words.subList(at, end).hashCode())) {
                continue;
            }
            var from = Math.max(taken, at - NEIGHBOURS);
            var to = Math.min(words.size(), end + NEIGHBOURS);
            if (from > taken || novel.isEmpty()) {
                novel.add(BREAK);
            }
            novel.addAll(words.subList(Math.min(from, to), to));
            taken = Math.max(taken, to);
        }
        var differs = unknown.size() >= FEWEST && unknown.size() * 2 > words.size();
        return new AlternativeText(
                novel, differs ? String.join(" ", unknown.subList(0, Math.min(SHOWN, unknown.size()))) : "");
    }

    Words appendTo(Words words) {
        if (novel.isEmpty()) {
            return words;
        }
        var all = new ArrayList<>(words.list());
        all.addAll(novel);
        return new Words(all);
    }
}
