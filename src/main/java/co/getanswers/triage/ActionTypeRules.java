package co.getanswers.triage;

import co.getanswers.mail.Attachment;
import co.getanswers.policy.RiskLevel;
import java.util.Locale;

/**
 * Chooses the action type of a message by the first rule that holds:
 *
 * <ol>
 *   <li>it must not be answered: {@code file}
 *   <li>the risk is high: {@code triage}, because no template should answer such mail
 *   <li>an invitation is attached, or the text names a meeting and a time: {@code schedule}
 *   <li>it is short, unreserved thanks: {@code send} if the user has written to the sender, the risk is low and the
 *       language known; else {@code file}
 *   <li>it asks: {@code draft}
 *   <li>it says that it only informs: {@code file}
 *   <li>otherwise: {@code triage}
 * </ol>
 */
final class ActionTypeRules {
    static final int SHORT = 30;

    private ActionTypeRules() {}

    static ActionType choose(TriageInput input, MessageText message, Signals signals) {
        if (input.mail().automation().mustNotBeAnswered()) {
            return fileAutomated(input, signals);
        }
        if (signals.risk() == RiskLevel.HIGH) {
            signals.addDecision(
                    "high_risk", "action_type", "triage: The risk is high, so the answer is yours to write.");
            return ActionType.TRIAGE;
        }
        if (input.mail().attachments().stream().anyMatch(ActionTypeRules::isInvitation)) {
            return decide(signals, ActionType.SCHEDULE, Weight.INVITATION, "An invitation is attached.");
        }
        var intents = Lexicons.get().intent();
        var meeting = intents.meeting().occurIn(message.subject())
                || intents.meeting().occurIn(message.newWords());
        if (meeting
                && (intents.time().occurIn(message.newWords()) || intents.time().occurIn(message.subject()))) {
            return decide(signals, ActionType.SCHEDULE, Weight.MEETING, "It is about a meeting and names a time.");
        }
        var requests = intents.request().findIn(message.newWords());
        var asks = message.questions() > 0 || !requests.isEmpty();
        if (!asks && isClearThanks(input, message)) {
            return answerOrFile(input, message, signals);
        }
        if (asks) {
            var request = message.questions() > 0 ? "It asks a question" : "It asks for something";
            var words = requests.isEmpty() ? "." : ": “" + requests.get(0) + "”.";
            return decide(signals, ActionType.DRAFT, Weight.ASKS, request + words);
        }
        var information = intents.information().findIn(message.newWords());
        if (!information.isEmpty()) {
            return decide(
                    signals, ActionType.FILE, Weight.INFORMATION, "It only informs: “" + information.get(0) + "”.");
        }
        return decide(signals, ActionType.TRIAGE, Weight.UNCLEAR, "Its intent is unclear.");
    }

    private static boolean isInvitation(Attachment attachment) {
        var name = attachment.name().toLowerCase(Locale.ROOT);
        return name.endsWith(".ics") || name.equals("text/calendar");
    }

    private static ActionType fileAutomated(TriageInput input, Signals signals) {
        var automation = input.mail().automation();
        var marks = 0;
        marks += addMark(signals, automation.noReply(), "no_reply", marks, "The sender takes no answers.");
        marks += addMark(signals, automation.mailingList(), "mailing_list", marks, "It came through a mailing list.");
        marks += addMark(signals, automation.bulk(), "bulk", marks, "It was sent to many.");
        marks += addMark(signals, automation.autoSubmitted(), "auto_submitted", marks, "A program sent it.");
        addMark(signals, automation.bounce(), "bounce", marks, "It is a delivery report.");
        signals.addDecision(Rationale.MUST_NOT_BE_ANSWERED, "action_type", "file: nobody waits for an answer.");
        signals.addPriority(Weight.MUST_NOT_BE_ANSWERED, "Nobody waits for an answer.");
        return ActionType.FILE;
    }

    private static int addMark(Signals signals, boolean present, String name, int before, String detail) {
        if (!present) {
            return 0;
        }
        var weight = before == 0 ? Weight.FIRST_AUTOMATION_MARK : Weight.FURTHER_AUTOMATION_MARK;
        signals.addConfidence(name, weight, detail);
        return 1;
    }

    private static boolean isClearThanks(TriageInput input, MessageText message) {
        var intents = Lexicons.get().intent();
        return intents.thanks().occurIn(message.newWords())
                && message.newWords().size() <= SHORT
                && !intents.reservation().occurIn(message.newWords())
                && input.mail().attachments().isEmpty();
    }

    private static ActionType answerOrFile(TriageInput input, MessageText message, Signals signals) {
        var answered =
                input.history().sent() && signals.risk() == RiskLevel.LOW && message.language() != Language.UNKNOWN;
        return answered
                ? decide(
                        signals,
                        ActionType.SEND,
                        Weight.THANKS_TO_ANSWER,
                        "Short thanks from someone you have written to.")
                : decide(signals, ActionType.FILE, Weight.THANKS_TO_FILE, "Short thanks.");
    }

    private static ActionType decide(Signals signals, ActionType type, Weight weight, String detail) {
        signals.addDecision(weight.signal, "action_type", type.value() + ": " + detail);
        signals.addConfidence(weight, detail);
        if (weight.priority != 0) {
            signals.addPriority(weight, detail);
        }
        return type;
    }
}
