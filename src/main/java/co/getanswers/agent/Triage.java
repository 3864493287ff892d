package co.getanswers.agent;

import co.getanswers.policy.Category;
import co.getanswers.policy.RiskLevel;
import java.util.List;

/** Proposes what to do with a message. */
public final class Triage {
    private Triage() {}

    public static Proposal propose(TriageInput input) {
        return new Proposal(
                ActionType.TRIAGE,
                Category.CLIENT,
                RiskLevel.MEDIUM,
                0,
                50,
                input.mail().subject(),
                "Read this message and decide.",
                true,
                false,
                false,
                new Rationale(List.of(), List.of(), null));
    }
}
