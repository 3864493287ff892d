package co.getanswers.triage;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.account.AutonomyLevel;
import co.getanswers.policy.Category;
import co.getanswers.policy.RiskLevel;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutonomyGateTest {
    /** The design's table, written out: what runs at low risk, where no policy speaks, from which confidence on. */
    private static final Map<String, Double> RUNS_FROM = Map.of(
            "MEDIUM FILE", 0.85,
            "MEDIUM DRAFT", 0.85,
            "MEDIUM SCHEDULE", 0.85,
            "MEDIUM SEND", 0.95,
            "HIGH FILE", 0.70,
            "HIGH DRAFT", 0.70,
            "HIGH SCHEDULE", 0.70,
            "HIGH SEND", 0.80);

    private static final List<Double> AROUND = List.of(0.70, 0.80, 0.85, 0.95);

    @Test
    void theWholeTableHolds() {
        var seen = 0;
        for (var autonomy : AutonomyLevel.values()) {
            for (var risk : RiskLevel.values()) {
                for (var type : ActionType.values()) {
                    for (var policy : List.of("none", "review", "allow", "review and allow")) {
                        for (var confidence : confidences()) {
                            var proposal = proposal(
                                    type, risk, confidence, policy.contains("review"), policy.contains("allow"));
                            assertThat(AutonomyGate.decide(autonomy, proposal).runs())
                                    .as("%s %s %s %s %s", autonomy, risk, type, policy, confidence)
                                    .isEqualTo(expected(autonomy, risk, type, policy, confidence));
                            seen++;
                        }
                    }
                }
            }
        }
        assertThat(seen).isEqualTo(3 * 3 * 5 * 4 * confidences().size());
    }

    private static boolean expected(
            AutonomyLevel autonomy, RiskLevel risk, ActionType type, String policy, double confidence) {
        var from = RUNS_FROM.get(autonomy + " " + type);
        if (from == null || risk != RiskLevel.LOW) {
            return false;
        }
        return switch (policy) {
            case "none" -> confidence >= from;
            case "allow" -> true;
            default -> false;
        };
    }

    private static List<Double> confidences() {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(0.0, 0.5, 1.0),
                        AROUND.stream()
                                .flatMap(t -> java.util.stream.Stream.of(
                                        t, Math.nextDown(t), Math.nextUp(t), t - 0.01, t + 0.01)))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.01, 1.01, Double.MAX_VALUE})
    void aConfidenceThatIsNoneIsReviewedEvenWhereAPolicyAllows(double confidence) {
        for (var autonomy : AutonomyLevel.values()) {
            var proposal = proposal(ActionType.FILE, RiskLevel.LOW, confidence, false, true);

            assertThat(AutonomyGate.decide(autonomy, proposal).runs()).isFalse();
        }
    }

    @Test
    void whatIsMissingIsReviewed() {
        var sound = proposal(ActionType.FILE, RiskLevel.LOW, 1, false, true);
        var rationale = sound.rationale();

        assertThat(AutonomyGate.decide(AutonomyLevel.HIGH, sound).runs()).isTrue();
        assertThat(AutonomyGate.decide(null, sound).runs()).isFalse();
        assertThat(AutonomyGate.decide(AutonomyLevel.HIGH, null).runs()).isFalse();
        for (var holed : List.of(
                new Proposal(null, Category.HR, RiskLevel.LOW, 1, 1, "s", "c", false, true, false, rationale),
                new Proposal(ActionType.FILE, null, RiskLevel.LOW, 1, 1, "s", "c", false, true, false, rationale),
                new Proposal(ActionType.FILE, Category.HR, null, 1, 1, "s", "c", false, true, false, rationale),
                new Proposal(
                        ActionType.FILE, Category.HR, RiskLevel.LOW, 1, -1, "s", "c", false, true, false, rationale),
                new Proposal(
                        ActionType.FILE, Category.HR, RiskLevel.LOW, 1, 101, "s", "c", false, true, false, rationale),
                new Proposal(
                        ActionType.FILE, Category.HR, RiskLevel.LOW, 1, 1, null, "c", false, true, false, rationale),
                new Proposal(
                        ActionType.FILE, Category.HR, RiskLevel.LOW, 1, 1, "s", null, false, true, false, rationale),
                new Proposal(
                        ActionType.FILE, Category.HR, RiskLevel.LOW, 1, 1, "s", " ", false, true, false, rationale),
                new Proposal(ActionType.FILE, Category.HR, RiskLevel.LOW, 1, 1, "s", "c", false, true, false, null))) {
            assertThat(AutonomyGate.decide(AutonomyLevel.HIGH, holed).runs())
                    .as("%s", holed)
                    .isFalse();
        }
    }

    @Property
    void lessConfidenceNeverTurnsReviewIntoExecution(
            @ForAll AutonomyLevel autonomy, @ForAll("proposals") Proposal proposal, @ForAll("share") double share) {
        var less =
                with(proposal, proposal.risk(), proposal.confidence() * share, proposal.review(), proposal.allowAuto());

        assertThat(runs(autonomy, less) && !runs(autonomy, proposal)).isFalse();
    }

    @Property
    void moreRiskNeverTurnsReviewIntoExecution(
            @ForAll AutonomyLevel autonomy, @ForAll("proposals") Proposal proposal, @ForAll RiskLevel risk) {
        var risen = risk.compareTo(proposal.risk()) > 0 ? risk : proposal.risk();
        var riskier = with(proposal, risen, proposal.confidence(), proposal.review(), proposal.allowAuto());

        assertThat(runs(autonomy, riskier) && !runs(autonomy, proposal)).isFalse();
    }

    @Property
    void allowAutoTurnsReviewIntoExecutionOnlyAtLowRiskAndNotAtLowAutonomy(
            @ForAll AutonomyLevel autonomy, @ForAll("proposals") Proposal proposal) {
        var without = with(proposal, proposal.risk(), proposal.confidence(), proposal.review(), false);
        var allowed = with(proposal, proposal.risk(), proposal.confidence(), proposal.review(), true);

        if (runs(autonomy, allowed) && !runs(autonomy, without)) {
            assertThat(proposal.risk()).isEqualTo(RiskLevel.LOW);
            assertThat(autonomy).isNotEqualTo(AutonomyLevel.LOW);
            assertThat(proposal.review()).isFalse();
            assertThat(proposal.actionType()).isNotEqualTo(ActionType.TRIAGE);
        }
    }

    @Property
    void everyVerdictSaysWhy(@ForAll AutonomyLevel autonomy, @ForAll("proposals") Proposal proposal) {
        var verdict = AutonomyGate.decide(autonomy, proposal);

        assertThat(verdict.reason()).startsWith(verdict.runs() ? "Runs without review: " : "Waits for review: ");
    }

    @Provide
    Arbitrary<Double> share() {
        return Arbitraries.doubles().between(0, 1);
    }

    @Provide
    Arbitrary<Proposal> proposals() {
        var confidence = Arbitraries.oneOf(Arbitraries.doubles().between(0, 1), Arbitraries.of(confidences()));
        return Combinators.combine(
                        Arbitraries.of(ActionType.class),
                        Arbitraries.of(RiskLevel.class),
                        confidence,
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as(AutonomyGateTest::proposal);
    }

    private static boolean runs(AutonomyLevel autonomy, Proposal proposal) {
        return AutonomyGate.decide(autonomy, proposal).runs();
    }

    private static Proposal proposal(
            ActionType type, RiskLevel risk, double confidence, boolean review, boolean allowAuto) {
        var rationale = new Rationale(List.of(), List.of(), null);
        return new Proposal(
                type, Category.CLIENT, risk, confidence, 50, "summary", "content", review, allowAuto, false, rationale);
    }

    private static Proposal with(Proposal p, RiskLevel risk, double confidence, boolean review, boolean allowAuto) {
        return proposal(p.actionType(), risk, confidence, review, allowAuto);
    }
}
