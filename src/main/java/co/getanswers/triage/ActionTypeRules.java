package co.getanswers.triage;

import co.getanswers.policy.RiskLevel;
import java.util.Locale;

/**
 * What to do with a message. The first of these that holds decides:
 *
 * <ol>
 *   <li>it must not be answered: {@code file}
 *   <li>the risk is high: {@code triage}, for nobody should answer such mail on a template
 *   <li>it brings an invitation, or speaks of a meeting and of a time: {@code schedule}
 *   <li>it is a short thank-you without a but, from someone the owner writes with, at low risk and in a language known
 *       here: {@code send}; from anyone else: {@code file}
 *   <li>it asks: {@code draft}
 *   <li>it says that it only informs: {@code file}
 *   <li>otherwise: {@code triage}
 * </ol>
 */
final class ActionTypeRules {
    static final int SHORT = 30;

    private ActionTypeRules() {}

    static ActionType of(TriageInput input, MessageText reading, Signals signals) {
        if (input.mail().automation().mustNotBeAnswered()) {
            return automated(input, signals);
        }
        if (signals.risk() == RiskLevel.HIGH) {
            signals.decides("high_risk", "action_type", "triage: The risk is high: a person answers such mail.");
            return ActionType.TRIAGE;
        }
        if (input.mail().attachments().stream().anyMatch(ActionTypeRules::isInvitation)) {
            return decided(signals, ActionType.SCHEDULE, Weight.INVITATION, "It brings an invitation.");
        }
        var intents = Lexicons.get().intent();
        var meeting =
                intents.meeting().areIn(reading.subject()) || intents.meeting().areIn(reading.fresh());
        if (meeting && (intents.time().areIn(reading.fresh()) || intents.time().areIn(reading.subject()))) {
            return decided(signals, ActionType.SCHEDULE, Weight.MEETING, "It speaks of a meeting and of a time.");
        }
        var request = intents.request().in(reading.fresh());
        var asks = reading.questions() > 0 || !request.isEmpty();
        if (!asks && clearThanks(input, reading)) {
            return thanks(input, reading, signals);
        }
        if (asks) {
            var what = reading.questions() > 0 ? "It asks a question" : "It asks for something";
            var words = request.isEmpty() ? "." : ": “" + request.get(0) + "”.";
            return decided(signals, ActionType.DRAFT, Weight.ASKS, what + words);
        }
        var information = intents.information().in(reading.fresh());
        if (!information.isEmpty()) {
            return decided(
                    signals, ActionType.FILE, Weight.INFORMATION, "It only informs: “" + information.get(0) + "”.");
        }
        return decided(signals, ActionType.TRIAGE, Weight.UNCLEAR, "It is not clear what it wants.");
    }

    private static boolean isInvitation(String attachment) {
        var name = attachment.toLowerCase(Locale.ROOT);
        return name.endsWith(".ics") || name.equals("text/calendar");
    }

    private static ActionType automated(TriageInput input, Signals signals) {
        var automation = input.mail().automation();
        var marks = 0;
        marks += mark(signals, automation.noReply(), "no_reply", marks, "The sender takes no answers.");
        marks += mark(signals, automation.mailingList(), "mailing_list", marks, "It came through a mailing list.");
        marks += mark(signals, automation.bulk(), "bulk", marks, "It was sent to many.");
        marks += mark(signals, automation.autoSubmitted(), "auto_submitted", marks, "A program sent it.");
        mark(signals, automation.bounce(), "bounce", marks, "It is a delivery report.");
        signals.decides(Rationale.MUST_NOT_BE_ANSWERED, "action_type", "file: nobody waits for an answer.");
        signals.priority(Weight.MUST_NOT_BE_ANSWERED, "Nobody waits for an answer.");
        return ActionType.FILE;
    }

    private static int mark(Signals signals, boolean present, String name, int before, String detail) {
        if (!present) {
            return 0;
        }
        var weight = before == 0 ? Weight.FIRST_AUTOMATION_MARK : Weight.FURTHER_AUTOMATION_MARK;
        signals.confidence(name, weight, detail);
        return 1;
    }

    private static boolean clearThanks(TriageInput input, MessageText reading) {
        var intents = Lexicons.get().intent();
        return intents.thanks().areIn(reading.fresh())
                && reading.fresh().size() <= SHORT
                && !intents.reservation().areIn(reading.fresh())
                && input.mail().attachments().isEmpty();
    }

    private static ActionType thanks(TriageInput input, MessageText reading, Signals signals) {
        var answered =
                input.history().sent() && signals.risk() == RiskLevel.LOW && reading.language() != Language.UNKNOWN;
        return answered
                ? decided(
                        signals,
                        ActionType.SEND,
                        Weight.THANKS_TO_ANSWER,
                        "A short thank-you from someone you write with.")
                : decided(signals, ActionType.FILE, Weight.THANKS_TO_FILE, "A short thank-you.");
    }

    private static ActionType decided(Signals signals, ActionType type, Weight weight, String detail) {
        signals.decides(weight.signal, "action_type", type.value() + ": " + detail);
        signals.confidence(weight, detail);
        if (weight.priority != 0) {
            signals.priority(weight, detail);
        }
        return type;
    }
}
