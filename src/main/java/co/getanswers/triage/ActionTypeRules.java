package co.getanswers.triage;

import co.getanswers.mail.DeliveryReport;
import co.getanswers.mail.ParsedMail;
import co.getanswers.policy.RiskLevel;
import java.util.Objects;
import java.util.Optional;

/**
 * Chooses the action type of a message by the first rule that holds:
 *
 * <ol>
 *   <li>it reports that the owner's own mail failed: {@code triage}
 *   <li>it must not be answered, and is no event from a single sender: {@code file}
 *   <li>the risk is high: {@code triage}, because no template should answer such mail
 *   <li>it looks like spam from a stranger: {@code triage}
 *   <li>it is about a meeting: as {@link MeetingRule} says
 *   <li>it thanks and says nothing else: {@code send} if it is cleared for that, else {@code file}
 *   <li>it asks: {@code draft}
 *   <li>it thanks and says more: {@code triage}
 *   <li>it says that it only informs, and reports nothing that matters: {@code file}
 *   <li>otherwise: {@code triage}
 * </ol>
 */
final class ActionTypeRules {
    private ActionTypeRules() {}

    static ActionType choose(
            TriageInput input,
            MessageText message,
            Optional<Language> thanks,
            Clearance clearance,
            MeetingRule meeting,
            Signals signals) {
        var automation = input.mail().automation();
        if (isOwnFailure(input)) {
            return failedDelivery(input, signals);
        }
        if (automation.mustNotBeAnswered()) {
            addMarks(automation, signals);
            var event = !input.mail().calendars().isEmpty() && !automation.mailingList() && !automation.bulk();
            if (!event || meeting.type() == null || signals.risk() == RiskLevel.HIGH) {
                return file(input, signals);
            }
            signals.addDecision("event", "review", "A program sent an event: look whether it is yours.");
        }
        if (signals.risk() == RiskLevel.HIGH) {
            signals.addDecision(
                    "high_risk", "action_type", "triage: The risk is high, so the answer is yours to write.");
            return ActionType.TRIAGE;
        }
        if (SpamCheck.isSpam(input, message)) {
            return decide(signals, ActionType.TRIAGE, Weight.SPAM, "It looks like spam, so it gets no draft.");
        }
        if (meeting.type() != null && meeting.weight() != null) {
            return aboutMeeting(meeting, meeting.type(), meeting.weight(), signals);
        }
        if (thanks.isPresent()) {
            return clearance.proposesAnswer()
                    ? decide(
                            signals,
                            ActionType.SEND,
                            Weight.THANKS_TO_ANSWER,
                            "Nothing but thanks, from someone you have written to.")
                    : decide(
                            signals,
                            ActionType.FILE,
                            Weight.THANKS_TO_FILE,
                            "Nothing but thanks; " + clearance.reason() + ".");
        }
        return byIntent(message, signals);
    }

    private static ActionType byIntent(MessageText message, Signals signals) {
        var intents = Lexicons.get().intent();
        var requests = intents.request().findIn(message.newWords());
        if (message.questions() > 0 || !requests.isEmpty()) {
            var request = message.questions() > 0 ? "It asks a question" : "It asks for something";
            var words = requests.isEmpty() ? "." : ": “" + requests.get(0) + "”.";
            return decide(signals, ActionType.DRAFT, Weight.ASKS, request + words);
        }
        if (intents.thanks().occurIn(message.newWords())) {
            return decide(signals, ActionType.TRIAGE, Weight.UNCLEAR, "It says more than thanks.");
        }
        var information = intents.information().findIn(message.newWords());
        if (!information.isEmpty() && !intents.matter().occurIn(message.newWords())) {
            return decide(
                    signals, ActionType.FILE, Weight.INFORMATION, "It only informs: “" + information.get(0) + "”.");
        }
        return decide(signals, ActionType.TRIAGE, Weight.UNCLEAR, "Its intent is unclear.");
    }

    private static ActionType aboutMeeting(MeetingRule meeting, ActionType type, Weight weight, Signals signals) {
        if (!meeting.certain()) {
            signals.addDecision("meeting", "review", "A person has to look at the meeting.");
        }
        return decide(signals, type, weight, meeting.detail());
    }

    /** Reports about mail that the owner did not write are answers to forgeries. */
    private static boolean isOwnFailure(TriageInput input) {
        var report = input.mail().report();
        if (report == null || report.outcome() == DeliveryReport.Outcome.OTHER) {
            return false;
        }
        var original = report.originalSender();
        return input.thread().answered() || original != null && input.owner().owns(original);
    }

    private static ActionType failedDelivery(TriageInput input, Signals signals) {
        var report = Objects.requireNonNull(input.mail().report());
        var whom = report.failedRecipients().isEmpty()
                ? "Your message"
                : "Your message to " + String.join(", ", report.failedRecipients());
        addMarks(input.mail().automation(), signals);
        signals.addDecision(
                Rationale.MUST_NOT_BE_ANSWERED, "action_type", "triage: no person reads an answer to the report.");
        signals.addDecision(Weight.FAILED_DELIVERY.signal, "review", whom + " was not delivered.");
        signals.addPriority(Weight.FAILED_DELIVERY, whom + " was not delivered.");
        return ActionType.TRIAGE;
    }

    private static ActionType file(TriageInput input, Signals signals) {
        if (isPost(input)) {
            signals.addDecision("list_post", "action_type", "file: it was posted to a mailing list.");
        } else {
            signals.addDecision(Rationale.MUST_NOT_BE_ANSWERED, "action_type", "file: nobody waits for an answer.");
        }
        signals.addPriority(Weight.MUST_NOT_BE_ANSWERED, "Nobody waits for an answer.");
        return ActionType.FILE;
    }

    private static void addMarks(ParsedMail.Automation automation, Signals signals) {
        var marks = 0;
        marks += addMark(signals, automation.noReply(), "no_reply", marks, "The sender takes no answers.");
        marks += addMark(signals, automation.mailingList(), "mailing_list", marks, "It came through a mailing list.");
        marks += addMark(signals, automation.bulk(), "bulk", marks, "It was sent to many.");
        marks += addMark(signals, automation.autoSubmitted(), "auto_submitted", marks, "A program sent it.");
        addMark(signals, automation.bounce(), "bounce", marks, "It is a delivery report.");
    }

    /** Tells whether a person wrote to a list that takes posts, and so may be answered by a person. */
    private static boolean isPost(TriageInput input) {
        var automation = input.mail().automation();
        return input.mail().addresses().listPost() != null
                && automation.mailingList()
                && !automation.noReply()
                && !automation.autoSubmitted()
                && !automation.bounce();
    }

    private static int addMark(Signals signals, boolean present, String name, int before, String detail) {
        if (!present) {
            return 0;
        }
        var weight = before == 0 ? Weight.FIRST_AUTOMATION_MARK : Weight.FURTHER_AUTOMATION_MARK;
        signals.addConfidence(name, weight, detail);
        return 1;
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
