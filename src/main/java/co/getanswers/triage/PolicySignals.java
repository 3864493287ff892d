package co.getanswers.triage;

import co.getanswers.policy.Effect;
import co.getanswers.policy.Effects;
import co.getanswers.policy.RiskLevel;

/** Adds signals for the effects of policies. */
final class PolicySignals {
    private PolicySignals() {}

    /** @return the resulting risk, never lower than that of the message itself */
    static RiskLevel add(Effects effects, Signals signals) {
        for (var applied : effects.applied()) {
            var policy = "The policy “" + applied.policy() + "” ";
            var effect = applied.effect();
            if (applied.fault() != null) {
                signals.addDecision(
                        "policy", "review", policy + "can't be applied and so asks for review: " + applied.fault());
            } else if (effect instanceof Effect.RequireReview) {
                signals.addDecision("policy", "review", policy + "asks for review.");
            } else if (effect instanceof Effect.AllowAuto) {
                signals.addDecision("policy", "review", policy + "lets it run at low risk.");
            } else if (effect instanceof Effect.RaiseRisk raise) {
                signals.addRisk(
                        "policy",
                        raise.to(),
                        policy + "raises the risk to " + raise.to().value() + ".");
            } else if (effect instanceof Effect.SetPriority set) {
                signals.addDecision("policy", "priority", policy + "sets the priority to " + set.value() + ".");
            } else if (effect instanceof Effect.Mute) {
                signals.addDecision("policy", "objective", policy + "mutes it.");
            }
        }
        return signals.risk();
    }
}
