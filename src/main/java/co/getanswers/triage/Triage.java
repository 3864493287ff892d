package co.getanswers.triage;

import co.getanswers.policy.Category;
import co.getanswers.policy.Facts;
import co.getanswers.policy.PolicyEvaluator;
import co.getanswers.policy.RiskLevel;
import java.time.ZoneOffset;

/**
 * Proposes an action for a message: a pure function of the message, its conversation, the history with its sender, and
 * the policies. Every sign that counts is a signal with a {@link Weight}, and the rationale has every signal.
 *
 * <p>Policies raise the risk, set the priority, require review, allow running, mute, and give the draft. They never
 * change the confidence, and the action type only to {@code draft} (see {@link DraftSelection}).
 * {@code src/docs/triage.md} describes the pipeline.
 */
public final class Triage {
    private static final Drafting BUILT_IN = new BuiltInDrafting();

    private Triage() {}

    public static Proposal propose(TriageInput input) {
        return propose(input, BUILT_IN);
    }

    /** @param drafting writes the draft and influences nothing else */
    public static Proposal propose(TriageInput given, Drafting drafting) {
        var read = MessageText.of(given.mail());
        var known = given.mail().evidence().failed() ? given.withoutHistory() : given;
        var input = AutomationRule.apply(known, read);
        var thanks = ClearanceRule.thanksIn(input, read);
        var message = thanks.map(read::in).orElse(read);
        var meeting = MeetingRule.decide(input, message);
        var signals = new Signals();
        var category = CategoryClassifier.classify(input, message, signals);
        RiskAssessment.assess(input, message, signals);
        var clearance = ClearanceRule.check(input, thanks, signals);
        var type = ActionTypeRules.choose(input, message, thanks, clearance, meeting, signals);
        ConfidenceScore.score(input, message, type, signals);
        var effects = PolicyEvaluator.evaluate(input.policies(), facts(input, message, category));
        var risk = PolicySignals.add(effects, signals);
        addPriority(input, message, category, risk, signals);
        var content = DraftSelection.of(input, message.language(), type, effects, signals, drafting);
        return new Proposal(
                content.type(),
                category,
                risk,
                signals.confidence(),
                effects.priority() == null ? signals.priority() : effects.priority(),
                SummaryLine.of(input.mail(), message, content.type()),
                content.text(),
                effects.review() || content.review() || signals.hasDecision("review"),
                effects.allowAuto(),
                effects.mute(),
                content.type() == ActionType.SCHEDULE ? meeting.dueAt() : null,
                clearance,
                new Rationale(signals.list(), effects.matched(), null));
    }

    private static Facts facts(TriageInput input, MessageText message, Category category) {
        var mail = input.mail();
        var sentAt = mail.sentAt().atOffset(ZoneOffset.UTC);
        return new Facts(
                mail.sender().email(),
                mail.sender().name(),
                mail.subject(),
                message.text(),
                category,
                input.thread().length(),
                sentAt.getHour(),
                sentAt.getDayOfWeek());
    }

    private static void addPriority(
            TriageInput input, MessageText message, Category category, RiskLevel risk, Signals signals) {
        signals.addPriority(Weight.BASE, "Every message starts with this.");
        if (Lexicons.get().intent().deadline().occurIn(message.newWords())) {
            signals.addPriority(Weight.DEADLINE, "It names a deadline.");
        }
        if (input.history().sent()) {
            signals.addPriority(Weight.KNOWN_CORRESPONDENT, "You have written to the sender before.");
        }
        if (input.thread().answered()) {
            signals.addPriority(Weight.ONGOING_THREAD, "You wrote in this thread.");
        }
        if (category == Category.LEGAL || category == Category.FINANCE) {
            signals.addPriority(Weight.LEGAL_OR_FINANCE, "It is about " + category.value() + " matters.");
        }
        if (risk != RiskLevel.LOW) {
            signals.addPriority(
                    risk == RiskLevel.HIGH ? Weight.HIGH_RISK : Weight.MEDIUM_RISK,
                    "The risk is " + risk.value() + ".");
        }
        if (!input.mail().automation().mustNotBeAnswered() && SenderDescription.isUnknown(input)) {
            signals.addPriority(Weight.UNKNOWN_SENDER, "You received no mail from the sender before.");
        }
    }
}
