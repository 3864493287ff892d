package co.getanswers.triage;

import co.getanswers.policy.Category;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Phrases that tell a message's category. Internal has none: the sender's domain decides it. */
record TopicLexicon(Map<Category, Phrases> phrases) {
    static TopicLexicon of(List<LanguageFile> files, RiskLexicon risk) {
        return new TopicLexicon(new EnumMap<>(Map.of(
                Category.FINANCE, risk.money().and(Phrases.of(files, "topic.finance")),
                Category.LEGAL, risk.legal().and(risk.legalThreat()),
                Category.HR, Phrases.of(files, "topic.hr"),
                Category.PARTNER, Phrases.of(files, "topic.partner"),
                Category.CLIENT, Phrases.of(files, "topic.client"))));
    }
}
