package co.getanswers.triage;

import co.getanswers.policy.Effect;
import co.getanswers.policy.Effects;
import co.getanswers.policy.Template;
import co.getanswers.triage.Drafting.Intent;

/**
 * What the person would approve: the draft, or a sentence that says what would be done.
 *
 * <p>A policy's template makes a draft of what would be filed or scheduled, too: these run under the same conditions, so
 * no review is lost by it. What was unclear becomes a draft that a person must look at. What would be sent stays so. Where
 * nothing may be answered, or the mail is of high risk, the template is not used.
 *
 * @param review whether a person must look at what the template made of unclear mail
 */
record DraftSelection(ActionType type, String text, boolean review) {
    private static final int LONGEST_DRAFT = 20_000;
    private static final int LONGEST_VALUE = 200;

    static DraftSelection of(
            TriageInput input,
            MessageText message,
            ActionType type,
            Effects effects,
            Signals signals,
            Drafting drafting) {
        if (effects.draft() == null) {
            return new DraftSelection(type, draftOrSentence(input, message, type, drafting), false);
        }
        var policy = draftingPolicy(effects);
        var rendered = render(input, effects.draft());
        // Blank is a template of nothing but a name that the mail doesn't give.
        if (input.mail().automation().mustNotBeAnswered() || signals.has("high_risk") || rendered.isBlank()) {
            signals.addDecision("policy", "content", policy + "has a draft, which is not for mail such as this.");
            return new DraftSelection(type, draftOrSentence(input, message, type, drafting), false);
        }
        signals.addDecision("policy", "content", policy + "gives the draft.");
        var finalType = type.isReply() ? type : ActionType.DRAFT;
        if (finalType != type) {
            signals.addDecision("policy", "action_type", policy + "makes a draft of it.");
        }
        if (type == ActionType.TRIAGE) {
            signals.addDecision("unclear", "review", "A draft to unclear mail is for a person to look at.");
        }
        return new DraftSelection(finalType, rendered, type == ActionType.TRIAGE);
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

    private static String draftOrSentence(TriageInput input, MessageText message, ActionType type, Drafting drafting) {
        return switch (type) {
            case DRAFT -> draft(input, message, Intent.ACKNOWLEDGE, drafting);
            case SEND -> draft(input, message, Intent.WELCOME, drafting);
            case FILE -> "File " + subjectAndSender(input) + " without an answer.";
            case SCHEDULE -> "Put " + subjectAndSender(input) + " into the calendar and answer it.";
            case TRIAGE -> "Read " + subjectAndSender(input) + " and decide what to do.";
        };
    }

    private static String draft(TriageInput input, MessageText message, Intent intent, Drafting drafting) {
        var request = new Drafting.Request(input.mail(), input.owner(), message.language(), intent);
        var draft = drafting.draft(request);
        return isUsable(draft) ? draft : new BuiltInDrafting().draft(request);
    }

    private static boolean isUsable(String draft) {
        return draft != null
                && !draft.isBlank()
                && draft.length() <= LONGEST_DRAFT
                // PostgreSQL can't store these.
                && draft.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }

    private static String subjectAndSender(TriageInput input) {
        var sender = SenderDescription.describe(input.mail().sender());
        var subject = OneLine.of(input.mail().subject(), LONGEST_VALUE);
        return (subject.isEmpty() ? "the message" : "“" + subject + "”") + " from " + sender;
    }
}
