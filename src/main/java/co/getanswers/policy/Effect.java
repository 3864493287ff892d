package co.getanswers.policy;

/** An effect of a policy that applies. */
public sealed interface Effect {
    /** The keyword in the rule language. */
    String keyword();

    record RequireReview() implements Effect {
        @Override
        public String keyword() {
            return "require_review";
        }
    }

    /** Lets an action run below the confidence that the autonomy level demands; see the autonomy gate. */
    record AllowAuto() implements Effect {
        @Override
        public String keyword() {
            return "allow_auto";
        }
    }

    /** @param to the least risk */
    record RaiseRisk(RiskLevel to) implements Effect {
        @Override
        public String keyword() {
            return "raise_risk";
        }
    }

    /** @param value from 0 to 100 */
    record SetPriority(int value) implements Effect {
        @Override
        public String keyword() {
            return "set_priority";
        }
    }

    record Mute() implements Effect {
        @Override
        public String keyword() {
            return "mute";
        }
    }

    record Draft(Template template) implements Effect {
        @Override
        public String keyword() {
            return "draft";
        }
    }
}
