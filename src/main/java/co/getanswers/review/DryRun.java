package co.getanswers.review;

import co.getanswers.mail.Participant;
import co.getanswers.policy.Effects;
import co.getanswers.policy.Facts;
import co.getanswers.policy.NamedRules;
import co.getanswers.policy.PolicyEvaluator;
import co.getanswers.triage.PolicyOutcome;
import co.getanswers.triage.Rationale;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Compares what a user's policies made of past messages with what other policies would have made of them. */
final class DryRun {
    /** The most examples of an answer. */
    static final int MAX_EXAMPLES = 100;

    private final List<NamedRules> before;
    private final List<NamedRules> after;
    private final List<NamedRules> tried;
    private final List<Example> changed = new ArrayList<>();
    private final List<Example> alike = new ArrayList<>();
    private int tested;
    private int matched;
    private int changedCount;
    private Changes changes = new Changes(0, 0, 0, 0, 0, 0);

    /**
     * @param before the active policies
     * @param after the policies as they would be
     * @param tried the policy whose matches are counted
     */
    DryRun(List<NamedRules> before, List<NamedRules> after, NamedRules tried) {
        this.before = before;
        this.after = after;
        this.tried = List.of(tried);
    }

    /**
     * A message with the card that it brought.
     *
     * @param subject as it came
     * @param rationale absent for cards of the old service
     */
    record PastMessage(
            UUID cardId,
            UUID conversationId,
            String subject,
            Instant sentAt,
            Participant sender,
            Facts facts,
            int priority,
            @Nullable Rationale rationale) {}

    @Schema(name = "PolicyTestResult")
    record Result(
            @Schema(description = "Past messages that were looked at, the newest first")
            int tested,

            @Schema(description = "False if the time for one test ended before all were looked at")
            boolean complete,

            @Schema(description = "Messages to which the policy would have applied")
            int matched,

            @Schema(
                    description =
                            "Messages of which something would have been different, with this policy or without the one it replaces")
            int changed,

            Changes changes,

            @Schema(description = "At most 100, those that would have changed first")
            List<Example> examples) {}

    /** Numbers of messages of which a part would have been different. */
    @Schema(name = "PolicyTestChanges")
    record Changes(int risk, int priority, int review, int allowAuto, int mute, int draft) {
        Changes plus(PolicyOutcome one, PolicyOutcome other, boolean otherDraft) {
            return new Changes(
                    risk + count(one.riskLevel() != other.riskLevel()),
                    priority + count(one.priority() != other.priority()),
                    review + count(one.review() != other.review()),
                    allowAuto + count(one.allowAuto() != other.allowAuto()),
                    mute + count(one.mute() != other.mute()),
                    draft + count(otherDraft));
        }

        private static int count(boolean different) {
            return different ? 1 : 0;
        }
    }

    @Schema(name = "PolicyTestExample")
    record Example(
            UUID cardId,
            UUID conversationId,
            String subject,
            Participant sender,
            Instant sentAt,
            PolicyOutcome before,
            PolicyOutcome after) {}

    void add(PastMessage message) {
        tested++;
        var effectsBefore = PolicyEvaluator.evaluate(before, message.facts());
        var effectsAfter = PolicyEvaluator.evaluate(after, message.facts());
        var outcomeBefore = outcome(message, effectsBefore);
        var outcomeAfter = outcome(message, effectsAfter);
        var otherDraft = !Objects.equals(effectsBefore.draft(), effectsAfter.draft());
        var matches =
                !PolicyEvaluator.evaluate(tried, message.facts()).matched().isEmpty();
        var differs = otherDraft || !outcomeBefore.equals(outcomeAfter);
        matched += matches ? 1 : 0;
        changedCount += differs ? 1 : 0;
        changes = changes.plus(outcomeBefore, outcomeAfter, otherDraft);
        var examples = differs ? changed : alike;
        if ((differs || matches) && examples.size() < MAX_EXAMPLES) {
            examples.add(new Example(
                    message.cardId(),
                    message.conversationId(),
                    message.subject(),
                    message.sender(),
                    message.sentAt(),
                    outcomeBefore,
                    outcomeAfter));
        }
    }

    private static PolicyOutcome outcome(PastMessage message, Effects effects) {
        return PolicyOutcome.of(message.rationale(), message.priority(), effects);
    }

    int tested() {
        return tested;
    }

    Result result(boolean complete) {
        var examples = new ArrayList<>(changed);
        alike.stream().limit(MAX_EXAMPLES - examples.size()).forEach(examples::add);
        return new Result(tested, complete, matched, changedCount, changes, examples);
    }
}
