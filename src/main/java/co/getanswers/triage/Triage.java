package co.getanswers.triage;

import co.getanswers.policy.Category;
import co.getanswers.policy.Facts;
import co.getanswers.policy.PolicyEvaluator;
import co.getanswers.policy.RiskLevel;
import java.time.ZoneOffset;

/**
 * Proposes what to do with a message: a pure function of it, its thread, what is known of its sender, and the policies.
 * Everything that counts is a signal with a weight, and every signal is in the rationale.
 *
 * <p><b>Category</b>: the highest score of {@link CategoryClassifier}.
 *
 * <p><b>Risk</b>: the highest that any sign of {@link RiskAssessment} means; low where there is none.
 *
 * <table>
 *   <caption>Signs of risk; the words are in {@link RiskLexicon} and {@link PromptInjectionLexicon}</caption>
 *   <tr><td>high</td><td>instructions to the agent itself; a link or a sender's name that shows one domain and means
 *       another, a link to a bare IP address or with a program in it; an attachment that can run; payment details that
 *       change and other forms of payment fraud; access asked for or threatened; legal steps; urgency together with money
 *       or access</td></tr>
 *   <tr><td>medium</td><td>money, an amount, a bank account; legal matters; passwords and codes; personal data, card
 *       numbers; an unknown sender; answers that would go to another domain; the owner's own address as sender; Punycode;
 *       attachments that can hide programs; urgency</td></tr>
 * </table>
 *
 * <p>In mail that must not be answered, an amount, urgency or an unknown sender alone is no risk: the worst that can
 * happen to it is to be filed.
 *
 * <p><b>Action type</b>: as {@link ActionTypeRules} says.
 *
 * <p><b>Confidence</b> = 0.50 + the weights below, cut to 0…1.
 *
 * <table>
 *   <caption>Weights of confidence</caption>
 *   <tr><td>first mark of automation, each further one</td><td>+0.35, +0.05</td></tr>
 *   <tr><td>invitation; clear thanks to answer; only informs; asks; meeting; thanks to file</td>
 *       <td>+0.20; +0.20; +0.15; +0.10; +0.10; +0.05</td></tr>
 *   <tr><td>it is not clear what it wants</td><td>−0.20</td></tr>
 *   <tr><td>the owner writes with the sender; three messages or more before, one or two</td>
 *       <td>+0.15; +0.10, +0.05</td></tr>
 *   <tr><td>unknown sender; of mail that must not be answered</td><td>−0.15; −0.05</td></tr>
 *   <tr><td>the owner wrote in this thread</td><td>+0.05</td></tr>
 *   <tr><td>of mail to answer: language unknown; more than 400 words; more than two questions</td>
 *       <td>−0.15; −0.10; −0.10</td></tr>
 *   <tr><td>no text</td><td>−0.25</td></tr>
 *   <tr><td>risk medium, high</td><td>−0.05, −0.15</td></tr>
 *   <tr><td>instructions to the agent; not read whole</td><td>−0.30; −0.20</td></tr>
 * </table>
 *
 * <p><b>Priority</b> = 30 + the weights below, cut to 0…100; a policy that sets it replaces the sum.
 *
 * <table>
 *   <caption>Weights of priority</caption>
 *   <tr><td>urgency</td><td>+20</td></tr>
 *   <tr><td>asks; invitation or meeting; a deadline</td><td>+15; +10; +10</td></tr>
 *   <tr><td>the owner writes with the sender; wrote in this thread</td><td>+10; +5</td></tr>
 *   <tr><td>legal or finance</td><td>+5</td></tr>
 *   <tr><td>risk medium, high (policies included)</td><td>+10, +20</td></tr>
 *   <tr><td>unknown sender</td><td>−5</td></tr>
 *   <tr><td>thanks; only informs</td><td>−10</td></tr>
 *   <tr><td>must not be answered</td><td>−20</td></tr>
 * </table>
 *
 * <p><b>Review</b> whatever the confidence: instructions to the agent; mail too long to be read whole; a policy.
 *
 * <p><b>Policies</b> raise the risk, set the priority, ask for review, allow running, mute, and give the draft. They never
 * change the confidence, and the action type only towards {@code draft}, where the template is used; see
 * {@link DraftSelection}.
 */
public final class Triage {
    private static final Drafting BUILT_IN = new BuiltInDrafting();

    private Triage() {}

    public static Proposal propose(TriageInput input) {
        return propose(input, BUILT_IN);
    }

    /** @param drafting writes the draft, and has no say in anything else */
    public static Proposal propose(TriageInput input, Drafting drafting) {
        var reading = MessageText.of(input.mail());
        var signals = new Signals();
        var category = CategoryClassifier.of(input, reading, signals);
        RiskAssessment.weigh(input, reading, signals);
        var type = ActionTypeRules.of(input, reading, signals);
        ConfidenceScore.weigh(input, reading, type, signals);
        var effects = PolicyEvaluator.evaluate(input.policies(), facts(input, reading, category));
        var risk = PolicySignals.apply(effects, signals);
        priority(input, reading, category, risk, signals);
        var content = DraftSelection.of(input, reading, type, effects, signals, drafting);
        return new Proposal(
                content.type(),
                category,
                risk,
                signals.confidence(),
                effects.priority() == null ? signals.priority() : effects.priority(),
                SummaryLine.of(input.mail(), reading, content.type()),
                content.text(),
                effects.review() || content.review() || signals.decided("review"),
                effects.allowAuto(),
                effects.mute(),
                new Rationale(signals.list(), effects.matched(), null));
    }

    private static Facts facts(TriageInput input, MessageText reading, Category category) {
        var mail = input.mail();
        var sentAt = mail.sentAt().atOffset(ZoneOffset.UTC);
        return new Facts(
                mail.sender().email(),
                mail.sender().name(),
                mail.subject(),
                reading.text(),
                category,
                input.thread().length(),
                sentAt.getHour(),
                sentAt.getDayOfWeek());
    }

    private static void priority(
            TriageInput input, MessageText reading, Category category, RiskLevel risk, Signals signals) {
        signals.priority("base", 30, "Where every message starts.");
        if (IntentLexicon.DEADLINE.areIn(reading.fresh())) {
            signals.priority("deadline", 10, "It names a deadline.");
        }
        if (input.history().sent()) {
            signals.priority("known_correspondent", 10, "You write with the sender.");
        }
        if (input.thread().answered()) {
            signals.priority("ongoing_thread", 5, "You wrote in this thread.");
        }
        if (category == Category.LEGAL || category == Category.FINANCE) {
            signals.priority("category", 5, "It is about " + category.value() + " matters.");
        }
        if (risk != RiskLevel.LOW) {
            signals.priority("risk", risk == RiskLevel.HIGH ? 20 : 10, "The risk is " + risk.value() + ".");
        }
        if (!input.mail().automation().mustNotBeAnswered() && SenderDescription.unknown(input)) {
            signals.priority("unknown_sender", -5, "You have had no mail from the sender before.");
        }
    }
}
