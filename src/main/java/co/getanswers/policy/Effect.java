package co.getanswers.policy;

/** What a policy does where it applies. */
public sealed interface Effect {
    /** As the rule language spells it. */
    String keyword();

    record RequireReview() implements Effect {
        @Override
        public String keyword() {
            return "require_review";
        }
    }

    /** Lets an action run below the confidence that autonomy asks for; see the autonomy gate. */
    record AllowAuto() implements Effect {
        @Override
        public String keyword() {
            return "allow_auto";
        }
    }

    /** @param to the risk is at least this */
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
