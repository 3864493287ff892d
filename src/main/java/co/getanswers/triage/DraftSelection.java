package co.getanswers.triage;

import co.getanswers.policy.Effect;
import co.getanswers.policy.Effects;
import co.getanswers.policy.Template;
import co.getanswers.triage.Drafting.Intent;

/**
 * The text that the user approves: a draft, or a sentence that says what would be done.
 *
 * <p>A policy's template turns what would be filed or scheduled into a draft as well; both run under the same
 * conditions, so no review is lost. Unclear mail becomes a draft that must be reviewed, and a reply to be sent stays
 * one. The template is not used if the mail must not be answered or its risk is high.
 *
 * @param review true if the template made a draft for unclear mail
 */
record DraftSelection(ActionType type, String text, boolean review) {
    private static final int LONGEST_DRAFT = 20_000;
    private static final int LONGEST_VALUE = 200;

    static DraftSelection of(
            TriageInput input,
            Language language,
            ActionType type,
            Effects effects,
            Signals signals,
            Drafting drafting) {
        if (effects.draft() == null) {
            return new DraftSelection(type, draftOrSentence(input, language, type, signals, drafting), false);
        }
        var policy = draftingPolicy(effects);
        var rendered = render(input, effects.draft());
        // A template that consists of a name alone is blank if the mail gives no name.
        if (input.mail().automation().mustNotBeAnswered()
                || signals.has("high_risk")
                || signals.has(Weight.SPAM.signal)
                || rendered.isBlank()) {
            signals.addDecision("policy", "content", policy + "has a draft, which is not used for such mail.");
            return new DraftSelection(type, draftOrSentence(input, language, type, signals, drafting), false);
        }
        signals.addDecision("policy", "content", policy + "gives the draft.");
        var signed = signed(rendered, input.owner());
        var finalType = type.isReply() ? type : ActionType.DRAFT;
        if (finalType != type) {
            signals.addDecision("policy", "action_type", policy + "makes a draft of it.");
        }
        if (type == ActionType.TRIAGE) {
            signals.addDecision("unclear", "review", "A draft for unclear mail needs review.");
        }
        return new DraftSelection(finalType, signed, type == ActionType.TRIAGE);
    }

    private static String render(TriageInput input, Template template) {
        var sender = input.mail().sender();
        return template.render(new Template.Values(
                OneLine.of(sender.name(), LONGEST_VALUE),
                OneLine.of(sender.email(), LONGEST_VALUE),
                OneLine.of(input.mail().subject(), LONGEST_VALUE),
                OneLine.of(input.owner().name(), LONGEST_VALUE)));
    }

    private static String draftingPolicy(Effects effects) {
        return effects.applied().stream()
                .filter(applied -> applied.effect() instanceof Effect.Draft)
                .map(applied -> "The policy “" + applied.policy() + "” ")
                .findFirst()
                .orElse("A policy ");
    }

    private static String draftOrSentence(
            TriageInput input, Language language, ActionType type, Signals signals, Drafting drafting) {
        return switch (type) {
            case DRAFT -> draft(input, language, Intent.ACKNOWLEDGE, drafting);
            case SEND -> draft(input, language, Intent.WELCOME, drafting);
            case FILE -> "File " + subjectAndSender(input) + " without an answer.";
            case SCHEDULE -> "Put " + subjectAndSender(input) + " into the calendar and answer it.";
            case TRIAGE -> unclear(input, signals);
        };
    }

    private static String unclear(TriageInput input, Signals signals) {
        if (signals.has(Weight.FAILED_DELIVERY.signal)) {
            return "Read why your message did not arrive, and reach the recipient in another way.";
        }
        return signals.has(Weight.CALLED_OFF.signal)
                ? "Look whether " + subjectAndSender(input) + " takes a meeting out of your calendar or moves it."
                : "Read " + subjectAndSender(input) + " and decide what to do.";
    }

    private static String draft(TriageInput input, Language language, Intent intent, Drafting drafting) {
        var request = new Drafting.Request(
                input.mail(),
                input.owner(),
                Language.ofReply(input.owner().style().language(), language),
                intent);
        var draft = drafting.draft(request);
        return signed(draft != null && isUsable(draft) ? draft : new BuiltInDrafting().draft(request), input.owner());
    }

    /** The text with the owner's signature, below the separator that mail programs know (RFC 3676, section 4.3). */
    private static String signed(String text, TriageInput.Owner owner) {
        var signature = owner.style().signature();
        return signature == null ? text : text.stripTrailing() + "\n\n-- \n" + signature;
    }

    private static boolean isUsable(String draft) {
        return !draft.isBlank()
                && draft.length() <= LONGEST_DRAFT
                // PostgreSQL can store neither NUL nor lone surrogates.
                && draft.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }

    private static String subjectAndSender(TriageInput input) {
        var sender = SenderDescription.describe(input.mail().sender());
        var subject = OneLine.of(input.mail().subject(), LONGEST_VALUE);
        return (subject.isEmpty() ? "the message" : "“" + subject + "”") + " from " + sender;
    }
}
