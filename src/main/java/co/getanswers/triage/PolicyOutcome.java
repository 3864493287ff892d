package co.getanswers.triage;

import co.getanswers.policy.Effects;
import co.getanswers.policy.RiskLevel;
import co.getanswers.triage.Rationale.Signal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a proposal that policies decide, computed again from a stored rationale without the message.
 *
 * @param riskLevel the message's own risk, raised by policies
 * @param priority from 0 to 100
 * @param review true if a policy or the message itself calls for review
 * @param allowAuto true if a policy lets it run as far as risk and autonomy permit
 * @param mute true if a policy mutes the objective
 * @param draft true if a policy gives the draft
 */
public record PolicyOutcome(
        RiskLevel riskLevel,
        @Schema(minimum = "0", maximum = "100") int priority,
        boolean review,
        boolean allowAuto,
        boolean mute,
        boolean draft) {
    /** Name of the signals by which policies appear in a rationale. */
    private static final String POLICY = "policy";

    /** @param rationale absent for proposals of the old service, which count as low risk and {@code storedPriority} */
    public static PolicyOutcome of(@Nullable Rationale rationale, int storedPriority, Effects effects) {
        var signals = new Signals();
        if (rationale != null) {
            rationale.signals().stream().filter(PolicyOutcome::isOfTheMessage).forEach(signals::add);
        }
        var own = signals.risk();
        var risk = effects.risk().isAbove(own) ? effects.risk() : own;
        if (risk != RiskLevel.LOW) {
            signals.addPriority(risk == RiskLevel.HIGH ? Weight.HIGH_RISK : Weight.MEDIUM_RISK, "");
        }
        var sum = rationale == null ? storedPriority : signals.priority();
        return new PolicyOutcome(
                risk,
                effects.priority() == null ? sum : effects.priority(),
                effects.review() || signals.hasDecision("review"),
                effects.allowAuto(),
                effects.mute(),
                effects.draft() != null);
    }

    /** The priority of the risk is left out as well: the risk is found anew. */
    private static boolean isOfTheMessage(Signal signal) {
        return !signal.name().equals(POLICY)
                && !(signal.affects().equals("priority")
                        && (signal.name().equals(Weight.HIGH_RISK.signal)
                                || signal.name().equals(Weight.MEDIUM_RISK.signal)));
    }
}
