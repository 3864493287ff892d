package co.getanswers.triage;

import co.getanswers.platform.EnumValue;
import co.getanswers.policy.RiskLevel;

/** Scores the part of the confidence that does not depend on the action type. */
final class ConfidenceScore {
    static final int LONG = 400;
    static final int MANY_QUESTIONS = 3;
    static final int REGULAR = 3;

    private ConfidenceScore() {}

    static void score(TriageInput input, MessageText message, ActionType type, Signals signals) {
        signals.addConfidence(Weight.BASE, "Every message starts with this.");
        addSender(input, signals);
        var answerable = !input.mail().automation().mustNotBeAnswered();
        if (input.thread().answered() && input.mail().evidence().passed()) {
            signals.addConfidence(Weight.ONGOING_THREAD, "You wrote in this thread.");
        }
        if (message.newWords().size() == 0) {
            signals.addConfidence(Weight.NO_TEXT, "The message has no new text.");
        } else if (answerable) {
            addText(message, signals);
        }
        if (type.isReply()) {
            signals.addDecision("language", "content", "Language: " + EnumValue.of(message.language()) + ".");
        }
        if (signals.risk() != RiskLevel.LOW) {
            var weight = signals.risk() == RiskLevel.HIGH ? Weight.HIGH_RISK : Weight.MEDIUM_RISK;
            signals.addConfidence(weight, "The risk is " + signals.risk().value() + ".");
        }
    }

    private static void addSender(TriageInput input, Signals signals) {
        var history = input.history();
        if (!input.mail().evidence().passed() && !SenderDescription.isUnknown(input)) {
            signals.addDecision(
                    "sender_unverified",
                    "confidence",
                    "Nothing vouches for the sender's address, so earlier mail counts nothing.");
            return;
        }
        if (history.sent()) {
            signals.addConfidence(Weight.KNOWN_CORRESPONDENT, "You have written to the sender before.");
        }
        if (history.received() >= REGULAR) {
            signals.addConfidence(
                    Weight.REGULAR_SENDER, "You received " + history.received() + " messages from the sender before.");
        } else if (history.received() > 0) {
            signals.addConfidence(Weight.SEEN_SENDER, "You received mail from the sender before.");
        } else if (!history.sent()) {
            var answerable = !input.mail().automation().mustNotBeAnswered();
            signals.addConfidence(
                    answerable ? Weight.UNKNOWN_SENDER : Weight.UNKNOWN_AUTOMATED_SENDER,
                    "You received no mail from the sender before.");
        }
    }

    private static void addText(MessageText message, Signals signals) {
        if (message.language() == Language.UNKNOWN) {
            signals.addConfidence(Weight.UNKNOWN_LANGUAGE, "Its language is unknown.");
        }
        if (message.newWords().size() > LONG) {
            signals.addConfidence(
                    Weight.LONG_TEXT, "It has " + message.newWords().size() + " words.");
        }
        if (message.questions() >= MANY_QUESTIONS) {
            signals.addConfidence(Weight.MANY_QUESTIONS, "It asks " + message.questions() + " questions.");
        }
    }
}
