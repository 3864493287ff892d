package co.getanswers.triage;

import co.getanswers.account.AutonomyLevel;
import co.getanswers.policy.RiskLevel;
import co.getanswers.triage.ActionType.Threshold;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an action may run without review, from its arguments alone; an unknown or missing part means review. The
 * page {@code triage.md} has the table of the confidence that each type needs. {@code triage} never runs, because it is not
 * clear what to do; nor does an action of a risk above low, or one that a policy or the message wants reviewed; nor does
 * mail leave without {@link Clearance}, nor a matter vanish into the calendar without a day. The effect {@code allow_auto}
 * replaces the confidence and nothing else.
 */
public final class AutonomyGate {
    private AutonomyGate() {}

    public static Verdict decide(@Nullable AutonomyLevel autonomy, @Nullable Proposal proposal) {
        if (autonomy == null || proposal == null || !whole(proposal)) {
            return Verdict.review("the proposal is incomplete or out of range");
        }
        if (proposal.actionType().threshold() == Threshold.NEVER) {
            return Verdict.review("it is not clear what to do");
        }
        if (proposal.review()) {
            return Verdict.review("a policy or the message itself calls for a person");
        }
        if (autonomy != AutonomyLevel.MEDIUM && autonomy != AutonomyLevel.HIGH) {
            return Verdict.review("autonomy is low");
        }
        if (proposal.risk() != RiskLevel.LOW) {
            return Verdict.review("the risk is " + proposal.risk().value());
        }
        if (proposal.actionType().threshold() == Threshold.SENDS_MAIL
                && !proposal.clearance().given()) {
            return Verdict.review(proposal.clearance().reason());
        }
        if (proposal.actionType() == ActionType.SCHEDULE && proposal.dueAt() == null) {
            return Verdict.review("no day is known before which it has to come back");
        }
        if (proposal.allowAuto()) {
            return Verdict.run("a policy allows it and the risk is low");
        }
        var threshold = leastConfidence(autonomy, proposal.actionType().threshold());
        var compared = String.format(
                Locale.ROOT,
                "with autonomy %s, %s needs a confidence of %.2f, and this has %.2f",
                autonomy.value(),
                proposal.actionType().value(),
                threshold,
                // Cut, not rounded: 0.849 is not to read as 0.85.
                Math.floor(proposal.confidence() * 100) / 100);
        return proposal.confidence() >= threshold ? Verdict.run(compared) : Verdict.review(compared);
    }

    private static double leastConfidence(AutonomyLevel autonomy, Threshold threshold) {
        var high = autonomy == AutonomyLevel.HIGH;
        // Written out, because 0.70 + 0.10 is not 0.80 in binary.
        return switch (threshold) {
            case INTERNAL -> high ? 0.70 : 0.85;
            case SENDS_MAIL -> high ? 0.80 : 0.95;
            case NEVER -> Double.POSITIVE_INFINITY;
        };
    }

    private static boolean whole(Proposal proposal) {
        // A comparison with NaN is false, as this needs it to be.
        return proposal.actionType() != null
                && proposal.category() != null
                && proposal.risk() != null
                && proposal.confidence() >= 0
                && proposal.confidence() <= 1
                && proposal.priority() >= 0
                && proposal.priority() <= 100
                && proposal.summary() != null
                && proposal.content() != null
                && !proposal.content().isBlank()
                && proposal.clearance() != null
                && proposal.rationale() != null;
    }
}
