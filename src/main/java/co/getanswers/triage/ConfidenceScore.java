package co.getanswers.triage;

import co.getanswers.platform.EnumValue;
import co.getanswers.policy.RiskLevel;

/** The part of the confidence that the action type does not decide. */
final class ConfidenceScore {
    static final int LONG = 400;
    static final int MANY_QUESTIONS = 3;
    static final int REGULAR = 3;

    private ConfidenceScore() {}

    static void weigh(TriageInput input, MessageText reading, ActionType type, Signals signals) {
        signals.confidence(Weight.BASE, "Where every message starts.");
        sender(input, signals);
        var answerable = !input.mail().automation().mustNotBeAnswered();
        if (input.thread().answered()) {
            signals.confidence(Weight.ONGOING_THREAD, "You wrote in this thread.");
        }
        if (reading.fresh().size() == 0) {
            signals.confidence(Weight.NO_TEXT, "There is no text to go by.");
        } else if (answerable) {
            text(reading, signals);
        }
        if (type == ActionType.DRAFT || type == ActionType.SEND) {
            signals.decides("language", "content", "Language: " + EnumValue.of(reading.language()) + ".");
        }
        if (signals.risk() != RiskLevel.LOW) {
            var weight = signals.risk() == RiskLevel.HIGH ? Weight.HIGH_RISK : Weight.MEDIUM_RISK;
            signals.confidence(weight, "The risk is " + signals.risk().value() + ".");
        }
    }

    private static void sender(TriageInput input, Signals signals) {
        var history = input.history();
        if (history.sent()) {
            signals.confidence(Weight.KNOWN_CORRESPONDENT, "You write with the sender.");
        }
        if (history.received() >= REGULAR) {
            signals.confidence(Weight.REGULAR_SENDER, "You have had " + history.received() + " messages before.");
        } else if (history.received() > 0) {
            signals.confidence(Weight.SEEN_SENDER, "You have had mail from the sender before.");
        } else if (!history.sent()) {
            var answerable = !input.mail().automation().mustNotBeAnswered();
            signals.confidence(
                    answerable ? Weight.UNKNOWN_SENDER : Weight.UNKNOWN_AUTOMATED_SENDER,
                    "You have had no mail from the sender before.");
        }
    }

    private static void text(MessageText reading, Signals signals) {
        if (reading.language() == Language.UNKNOWN) {
            signals.confidence(Weight.UNKNOWN_LANGUAGE, "Its language is not one that is known here.");
        }
        if (reading.fresh().size() > LONG) {
            signals.confidence(Weight.LONG_TEXT, "It has " + reading.fresh().size() + " words.");
        }
        if (reading.questions() >= MANY_QUESTIONS) {
            signals.confidence(Weight.MANY_QUESTIONS, "It asks " + reading.questions() + " questions.");
        }
    }
}
