package co.getanswers.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.instancio.Instancio.gen;
import static org.instancio.Select.field;

import co.getanswers.Property;
import co.getanswers.account.AutonomyLevel;
import co.getanswers.policy.Category;
import co.getanswers.policy.RiskLevel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.instancio.GetMethodSelector;
import org.instancio.Instancio;
import org.instancio.InstancioApi;
import org.instancio.junit.InstancioExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(InstancioExtension.class)
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

    private static final Instant DUE = Instant.parse("2026-12-01T00:00:00Z");

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

        assertThat(AutonomyGate.decide(AutonomyLevel.HIGH, sound).runs()).isTrue();
        assertThat(AutonomyGate.decide(null, sound).runs()).isFalse();
        assertThat(AutonomyGate.decide(AutonomyLevel.HIGH, null).runs()).isFalse();
        for (var holed : List.of(
                but(Proposal::actionType, null),
                but(Proposal::category, null),
                but(Proposal::risk, null),
                but(Proposal::priority, -1),
                but(Proposal::priority, 101),
                but(Proposal::summary, null),
                but(Proposal::content, null),
                but(Proposal::content, " "),
                but(Proposal::clearance, null),
                but(Proposal::rationale, null))) {
            assertThat(AutonomyGate.decide(AutonomyLevel.HIGH, holed).runs())
                    .as("%s", holed)
                    .isFalse();
        }
    }

    @Test
    void noMailLeavesWithoutClearanceWhateverAPolicyAllows() {
        for (var autonomy : AutonomyLevel.values()) {
            var sound = proposal(ActionType.SEND, RiskLevel.LOW, 1, false, true);
            var refused = sound(ActionType.SEND)
                    .set(field(Proposal::dueAt), null)
                    .set(field(Proposal::clearance), Clearance.refused("you have never written to the sender"))
                    .create();

            assertThat(runs(autonomy, sound)).isEqualTo(autonomy != AutonomyLevel.LOW);
            assertThat(runs(autonomy, refused)).isFalse();
        }
        assertThat(AutonomyGate.decide(AutonomyLevel.HIGH, undated(ActionType.SCHEDULE))
                        .runs())
                .isFalse();
        assertThat(AutonomyGate.decide(AutonomyLevel.HIGH, undated(ActionType.FILE))
                        .runs())
                .isTrue();
    }

    private static Proposal undated(ActionType type) {
        return sound(type).set(field(Proposal::dueAt), null).create();
    }

    /** A proposal to file that a policy allows, apart from one part. */
    private static <T> Proposal but(GetMethodSelector<Proposal, T> part, T value) {
        return sound(ActionType.FILE).set(field(part), value).create();
    }

    /** A proposal that a policy allows and nothing speaks against. */
    private static InstancioApi<Proposal> sound(ActionType type) {
        return Instancio.of(Proposal.class)
                .set(field(Proposal::actionType), type)
                .set(field(Proposal::category), Category.HR)
                .set(field(Proposal::risk), RiskLevel.LOW)
                .set(field(Proposal::confidence), 1.0)
                .set(field(Proposal::priority), 1)
                .set(field(Proposal::summary), "s")
                .set(field(Proposal::content), "c")
                .set(field(Proposal::review), false)
                .set(field(Proposal::allowAuto), true)
                .set(field(Proposal::muted), false)
                .set(field(Proposal::dueAt), DUE)
                .set(field(Proposal::clearance), Clearance.GIVEN)
                .set(field(Proposal::rationale), new Rationale(List.of(), List.of(), null));
    }

    private record Less(AutonomyLevel autonomy, Proposal proposal, double share) {}

    @Test
    void lessConfidenceNeverTurnsReviewIntoExecution() {
        Property.forAll(() -> new Less(
                        autonomy(),
                        generated(),
                        gen().oneOf(0.0, 1.0, gen().doubles().range(0.0, 1.0).get())
                                .get()))
                .holds(1000, c -> {
                    var p = c.proposal();
                    var less = with(p, p.risk(), p.confidence() * c.share(), p.review(), p.allowAuto());

                    assertThat(runs(c.autonomy(), less) && !runs(c.autonomy(), p))
                            .isFalse();
                });
    }

    private record Riskier(AutonomyLevel autonomy, Proposal proposal, RiskLevel risk) {}

    @Test
    void moreRiskNeverTurnsReviewIntoExecution() {
        Property.forAll(() -> new Riskier(autonomy(), generated(), risk())).holds(1000, c -> {
            var p = c.proposal();
            var risen = c.risk().isAbove(p.risk()) ? c.risk() : p.risk();
            var riskier = with(p, risen, p.confidence(), p.review(), p.allowAuto());

            assertThat(runs(c.autonomy(), riskier) && !runs(c.autonomy(), p)).isFalse();
        });
    }

    private record Proposed(AutonomyLevel autonomy, Proposal proposal) {}

    @Test
    void allowAutoTurnsReviewIntoExecutionOnlyAtLowRiskAndNotAtLowAutonomy() {
        Property.forAll(() -> new Proposed(autonomy(), generated())).holds(1000, c -> {
            var p = c.proposal();
            var without = with(p, p.risk(), p.confidence(), p.review(), false);
            var allowed = with(p, p.risk(), p.confidence(), p.review(), true);

            if (runs(c.autonomy(), allowed) && !runs(c.autonomy(), without)) {
                assertThat(p.risk()).isEqualTo(RiskLevel.LOW);
                assertThat(c.autonomy()).isNotEqualTo(AutonomyLevel.LOW);
                assertThat(p.review()).isFalse();
                assertThat(p.actionType()).isNotEqualTo(ActionType.TRIAGE);
            }
        });
    }

    @Test
    void everyVerdictSaysWhy() {
        Property.forAll(() -> new Proposed(autonomy(), generated())).holds(1000, c -> {
            var verdict = AutonomyGate.decide(c.autonomy(), c.proposal());

            assertThat(verdict.reason()).startsWith(verdict.runs() ? "Runs without review: " : "Waits for review: ");
        });
    }

    private static AutonomyLevel autonomy() {
        return gen().enumOf(AutonomyLevel.class).get();
    }

    private static RiskLevel risk() {
        return gen().enumOf(RiskLevel.class).get();
    }

    private static Proposal generated() {
        var confidence = gen().booleans().get() ? gen().doubles().range(0.0, 1.0) : gen().oneOf(confidences());
        return proposal(
                gen().enumOf(ActionType.class).get(),
                risk(),
                confidence.get(),
                gen().booleans().get(),
                gen().booleans().get());
    }

    private static boolean runs(AutonomyLevel autonomy, Proposal proposal) {
        return AutonomyGate.decide(autonomy, proposal).runs();
    }

    private static Proposal proposal(
            ActionType type, RiskLevel risk, double confidence, boolean review, boolean allowAuto) {
        var rationale = new Rationale(List.of(), List.of(), null);
        return new Proposal(
                type,
                Category.CLIENT,
                risk,
                confidence,
                50,
                "summary",
                "content",
                review,
                allowAuto,
                false,
                DUE,
                Clearance.GIVEN,
                rationale);
    }

    private static Proposal with(Proposal p, RiskLevel risk, double confidence, boolean review, boolean allowAuto) {
        return proposal(p.actionType(), risk, confidence, review, allowAuto);
    }
}
