package co.getanswers.triage;

import co.getanswers.policy.Category;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a message is about. Each category scores 3 for every phrase of its list in the subject and 1 for every one in the
 * fresh text (up to 8 each); a colleague's mail scores 4 for internal. The highest wins, among equals legal, then finance,
 * hr, internal, partner, client. Where nothing scores, mail that nobody waits for an answer to is a partner's, other mail
 * a client's.
 */
final class CategoryClassifier {
    private static final int IN_SUBJECT = 3;
    private static final int COLLEAGUE = 4;
    private static final List<Category> ORDER = List.of(
            Category.LEGAL, Category.FINANCE, Category.HR, Category.INTERNAL, Category.PARTNER, Category.CLIENT);

    private CategoryClassifier() {}

    static Category of(TriageInput input, MessageText reading, Signals signals) {
        var scores = new EnumMap<Category, Integer>(Category.class);
        TopicLexicon.WORDS.forEach((category, phrases) -> {
            score(scores, signals, category, "subject_words", IN_SUBJECT, phrases.in(reading.subject()));
            score(scores, signals, category, "body_words", 1, phrases.in(reading.fresh()));
        });
        if (SenderDescription.colleague(input)) {
            scores.put(Category.INTERNAL, COLLEAGUE);
            signals.category("same_domain", COLLEAGUE, "internal: the sender's domain is your own.");
        }
        if (scores.isEmpty()) {
            var automated = input.mail().automation().mustNotBeAnswered();
            var category = automated ? Category.PARTNER : Category.CLIENT;
            signals.decides("no_topic", "category", category.value() + ": no word tells what it is about.");
            return category;
        }
        return best(scores);
    }

    private static void score(
            Map<Category, Integer> scores,
            Signals signals,
            Category category,
            String signal,
            int each,
            List<String> found) {
        if (!found.isEmpty()) {
            var weight = each * found.size();
            scores.merge(category, weight, Integer::sum);
            signals.category(signal, weight, category.value() + ": “" + String.join("”, “", found) + "”.");
        }
    }

    private static Category best(Map<Category, Integer> scores) {
        return ORDER.stream()
                .filter(scores::containsKey)
                .max(Comparator.<Category>comparingInt(scores::get)
                        .thenComparing(Comparator.<Category>comparingInt(ORDER::indexOf)
                                .reversed()))
                .orElseThrow();
    }
}
