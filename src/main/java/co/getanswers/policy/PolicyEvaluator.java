package co.getanswers.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Combines the effects of all policies that apply, whatever order they come in. */
public final class PolicyEvaluator {
    /**
     * The order of precedence. The last step tells policies of one name apart, so that their order in the list never
     * counts.
     */
    private static final Comparator<NamedRules> FIRST_WINS = Comparator.<NamedRules>comparingInt(
                    policy -> policy.rules().priority())
            .reversed()
            .thenComparing(NamedRules::name)
            .thenComparing(policy -> policy.rules().toString());

    /**
     * The most instructions of all policies' patterns: matching a message takes at worst this times the length of its
     * texts.
     */
    static final int MOST_INSTRUCTIONS = 5_000;

    private PolicyEvaluator() {}

    /**
     * Evaluates the policies. The one with the highest priority decides {@code set_priority} and {@code draft}, among
     * equals the first by name; {@code require_review} beats {@code allow_auto} whatever their priorities; the highest
     * of the risks counts.
     */
    public static Effects evaluate(List<NamedRules> policies, Facts facts) {
        var matching = withinBudget(policies).stream()
                .filter(policy -> policy.rules().applyTo(facts))
                .sorted(FIRST_WINS)
                .toList();
        var review = matching.stream()
                .flatMap(policy -> policy.rules().then().stream())
                .anyMatch(Effect.RequireReview.class::isInstance);
        var combination = new Combination(review);
        for (var policy : matching) {
            policy.rules().then().forEach(effect -> combination.add(policy, effect));
        }
        var names = matching.stream().map(NamedRules::name).toList();
        return new Effects(
                review,
                combination.allowAuto,
                combination.risk,
                combination.priority,
                combination.mute,
                combination.draft,
                names,
                combination.applied);
    }

    /**
     * Replaces policies beyond the budget, the lowest priority first, by a call for review, since each may have
     * required it.
     */
    private static List<NamedRules> withinBudget(List<NamedRules> policies) {
        var affordable = new ArrayList<NamedRules>(policies.size());
        var instructions = 0L;
        for (var policy : policies.stream().sorted(FIRST_WINS).toList()) {
            var cost = policy.rules().when().instructions();
            instructions += cost;
            affordable.add(
                    cost > 0 && instructions > MOST_INSTRUCTIONS
                            ? new NamedRules(policy.name(), Rules.unaffordable())
                            : policy);
        }
        return affordable;
    }

    /** The effects so far, and the list of those that counted. */
    private static final class Combination {
        final boolean review;
        final List<Effects.Applied> applied = new ArrayList<>();
        boolean allowAuto;
        RiskLevel risk = RiskLevel.LOW;

        @Nullable Integer priority;

        boolean mute;

        @Nullable Template draft;

        Combination(boolean review) {
            this.review = review;
        }

        void add(NamedRules policy, Effect effect) {
            if (combine(effect)) {
                applied.add(new Effects.Applied(
                        policy.name(), effect, policy.rules().fault()));
            }
        }

        private boolean combine(Effect effect) {
            if (effect instanceof Effect.AllowAuto) {
                allowAuto = !review;
                return allowAuto;
            }
            if (effect instanceof Effect.RaiseRisk raise) {
                var rises = raise.to().isAbove(risk);
                risk = rises ? raise.to() : risk;
                return rises;
            }
            if (effect instanceof Effect.SetPriority set) {
                var first = priority == null;
                priority = first ? Integer.valueOf(set.value()) : priority;
                return first;
            }
            if (effect instanceof Effect.Draft template) {
                var first = draft == null;
                draft = first ? template.template() : draft;
                return first;
            }
            mute |= effect instanceof Effect.Mute;
            return true;
        }
    }
}
