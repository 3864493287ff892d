package co.getanswers.triage;

import co.getanswers.policy.Category;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Classifies a message into the category with the most points, among equals the first of {@link #ORDER}. Without any
 * points, mail that must not be answered is a partner's, other mail a client's.
 */
final class CategoryClassifier {
    private static final List<Category> ORDER = List.of(
            Category.LEGAL, Category.FINANCE, Category.HR, Category.INTERNAL, Category.PARTNER, Category.CLIENT);

    private CategoryClassifier() {}

    static Category classify(TriageInput input, MessageText message, Signals signals) {
        var scores = new EnumMap<Category, Integer>(Category.class);
        Lexicons.get().topic().phrases().forEach((category, phrases) -> {
            score(scores, signals, category, Weight.SUBJECT_WORDS, phrases.findIn(message.subject()));
            score(scores, signals, category, Weight.BODY_WORDS, phrases.findIn(message.newWords()));
        });
        if (SenderDescription.isColleague(input)) {
            var detail = "internal: the sender's domain is your own.";
            scores.put(Category.INTERNAL, signals.addCategory(Weight.SAME_DOMAIN, 1, detail));
        }
        if (scores.isEmpty()) {
            var automated = input.mail().automation().mustNotBeAnswered();
            var category = automated ? Category.PARTNER : Category.CLIENT;
            signals.addDecision("no_topic", "category", category.value() + ": no phrase of a category was found.");
            return category;
        }
        return best(scores);
    }

    private static void score(
            Map<Category, Integer> scores, Signals signals, Category category, Weight weight, List<String> found) {
        if (!found.isEmpty()) {
            var detail = category.value() + ": “" + String.join("”, “", found) + "”.";
            scores.merge(category, signals.addCategory(weight, found.size(), detail), Integer::sum);
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
