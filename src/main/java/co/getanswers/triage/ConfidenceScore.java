package co.getanswers.triage;

import co.getanswers.platform.EnumValue;
import co.getanswers.policy.RiskLevel;

/** How sure triage is of its proposal, apart from what the action type itself tells; the weights are in {@link Triage}. */
final class ConfidenceScore {
    private static final int LONG = 400;
    private static final int MANY_QUESTIONS = 3;
    private static final int REGULAR = 3;

    private ConfidenceScore() {}

    static void weigh(TriageInput input, MessageText reading, ActionType type, Signals signals) {
        signals.confidence("base", 0.50, "Where every message starts.");
        sender(input, signals);
        var answerable = !input.mail().automation().mustNotBeAnswered();
        if (input.thread().answered()) {
            signals.confidence("ongoing_thread", 0.05, "You wrote in this thread.");
        }
        if (reading.fresh().size() == 0) {
            signals.confidence("no_text", -0.25, "There is no text to go by.");
        } else if (answerable) {
            text(reading, signals);
        }
        if (type == ActionType.DRAFT || type == ActionType.SEND) {
            signals.decides("language", "content", "Language: " + EnumValue.of(reading.language()) + ".");
        }
        if (signals.risk() != RiskLevel.LOW) {
            var weight = signals.risk() == RiskLevel.HIGH ? -0.15 : -0.05;
            signals.confidence("risk", weight, "The risk is " + signals.risk().value() + ".");
        }
    }

    private static void sender(TriageInput input, Signals signals) {
        var history = input.history();
        if (history.sent()) {
            signals.confidence("known_correspondent", 0.15, "You write with the sender.");
        }
        if (history.received() >= REGULAR) {
            signals.confidence("regular_sender", 0.10, "You have had " + history.received() + " messages before.");
        } else if (history.received() > 0) {
            signals.confidence("seen_sender", 0.05, "You have had mail from the sender before.");
        } else if (!history.sent()) {
            var answerable = !input.mail().automation().mustNotBeAnswered();
            signals.confidence(
                    "unknown_sender", answerable ? -0.15 : -0.05, "You have had no mail from the sender before.");
        }
    }

    private static void text(MessageText reading, Signals signals) {
        if (reading.language() == Language.UNKNOWN) {
            signals.confidence("unknown_language", -0.15, "Its language is not one that is known here.");
        }
        if (reading.fresh().size() > LONG) {
            signals.confidence("long_text", -0.10, "It has " + reading.fresh().size() + " words.");
        }
        if (reading.questions() >= MANY_QUESTIONS) {
            signals.confidence("many_questions", -0.10, "It asks " + reading.questions() + " questions.");
        }
    }
}
