package co.getanswers.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.instancio.Instancio.gen;

import co.getanswers.Property;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.instancio.junit.InstancioExtension;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(InstancioExtension.class)
class PolicyEvaluatorTest {
    static final Facts FACTS = new Facts(
            "Anna.Meier@Acme.com",
            "Anna Meier",
            "Renewal of the STRAẞE contract",
            "Dear Tom,\nCafe\u0301 on Tuesday?",
            Category.LEGAL,
            3,
            14,
            DayOfWeek.TUESDAY);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sender.email  | equals     | \"anna.meier@ACME.com\"   | true",
                "sender.domain | equals     | \"acme.com\"              | true",
                "sender.domain | equals     | \"cme.com\"               | false",
                "sender.domain | endsWith   | \"cme.com\"               | true",
                "sender.name   | startsWith | \"ANNA\"                  | true",
                "sender.name   | in         | [\"bob\", \"anna meier\"] | true",
                "sender.name   | in         | [\"bob\"]                 | false",
                "subject       | contains   | \"straße\"                | true",
                "subject       | matches    | \"^renewal.*CONTRACT$\"   | true",
                "subject       | matches    | \"^contract\"             | false",
                "body          | contains   | \"CAFÉ\"                  | true",
                "body          | matches    | \"caf. on\"               | true",
                "category      | equals     | \"legal\"                 | true",
                "category      | in         | [\"hr\", \"finance\"]     | false",
                "thread.length | gt         | 2                         | true",
                "thread.length | gt         | 3                         | false",
                "thread.length | lt         | 4                         | true",
                "hour          | equals     | 14                        | true",
                "hour          | in         | [13, 15]                  | false",
                "weekday       | equals     | 2                         | true",
                "weekday       | equals     | \"Tuesday\"               | true",
                "weekday       | in         | [\"saturday\", 7]         | false",
                "weekday       | gt         | 5                         | false"
            })
    void conditionsCompare(String field, String op, String value, boolean holds) {
        assertThat(RulesTest.parse(RulesTest.when(field, op, value)).applyTo(FACTS))
                .isEqualTo(holds);
    }

    @Test
    void theHighestPriorityDecidesPriorityAndDraft() {
        var effects = evaluate(
                named("b", 1, "{\"effect\": \"set_priority\", \"value\": 10}"),
                named("c", 5, "{\"effect\": \"draft\", \"template\": \"five\"}"),
                named(
                        "a",
                        9,
                        "{\"effect\": \"set_priority\", \"value\": 90}, {\"effect\": \"draft\", \"template\": \"nine\"}"));

        assertThat(effects.priority()).isEqualTo(90);
        assertThat(effects.draft().text()).isEqualTo("nine");
        assertThat(effects.matched()).containsExactly("a", "c", "b");
        assertThat(effects.applied()).extracting(Effects.Applied::policy).containsOnly("a");
    }

    @Test
    void amongEqualsTheNameThatSortsFirstDecides() {
        var effects = evaluate(
                named("b", 1, "{\"effect\": \"set_priority\", \"value\": 10}"),
                named("a", 1, "{\"effect\": \"set_priority\", \"value\": 20}"));

        assertThat(effects.priority()).isEqualTo(20);
    }

    @Test
    void requireReviewBeatsAllowAutoOfAnyPriority() {
        var effects = evaluate(
                named("a", 9, "{\"effect\": \"allow_auto\"}"), named("b", 1, "{\"effect\": \"require_review\"}"));

        assertThat(effects.review()).isTrue();
        assertThat(effects.allowAuto()).isFalse();
    }

    @Test
    void theHighestRiskCountsWhateverThePriority() {
        var effects = evaluate(
                named("a", 9, "{\"effect\": \"raise_risk\", \"to\": \"medium\"}"),
                named("b", 1, "{\"effect\": \"raise_risk\", \"to\": \"high\"}"));

        assertThat(effects.risk()).isEqualTo(RiskLevel.HIGH);
    }

    @Test
    void aPolicyThatDoesNotApplyDoesNothing() {
        var rules = RulesTest.parse(RulesTest.when("subject", "equals", "\"something else\""));

        assertThat(evaluate(new NamedRules("n", rules)))
                .isEqualTo(new Effects(false, false, RiskLevel.LOW, null, false, null, List.of(), List.of()));
    }

    @Test
    void aPolicyThatCannotBeReadIsNamedWithTheReason() {
        var effects = evaluate(new NamedRules("old", Rules.read("{\"auto_reply\": true}")));

        assertThat(effects.review()).isTrue();
        assertThat(effects.matched()).containsExactly("old");
        assertThat(effects.applied().get(0).fault()).isNotBlank();
    }

    @Test
    void aPatternThatBacktrackersChokeOnRunsInLinearTime() {
        var hostile = new Facts("", "", "", "a".repeat(100_000) + "!", null, 1, 0, DayOfWeek.MONDAY);
        var rules = RulesTest.parse(RulesTest.when("body", "matches", "\"^(a+)+$\""));

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThat(rules.applyTo(hostile)).isFalse());
    }

    private record Shuffled(List<NamedRules> policies, long seed) {}

    @Test
    void theOrderOfPoliciesNeverCounts() {
        Property.forAll(() -> new Shuffled(policies(), gen().longs().get())).holds(1000, c -> {
            var shuffled = new java.util.ArrayList<>(c.policies());
            Collections.shuffle(shuffled, new Random(c.seed()));

            assertThat(PolicyEvaluator.evaluate(shuffled, FACTS))
                    .isEqualTo(PolicyEvaluator.evaluate(c.policies(), FACTS));
        });
    }

    private record OneMore(List<NamedRules> policies, NamedRules more) {}

    @Test
    void onePolicyMoreNeverLowersARiskNorTakesAReviewBack() {
        Property.forAll(() -> new OneMore(policies(), policy())).holds(1000, c -> {
            var before = PolicyEvaluator.evaluate(c.policies(), FACTS);
            var after = PolicyEvaluator.evaluate(
                    java.util.stream.Stream.concat(c.policies().stream(), java.util.stream.Stream.of(c.more()))
                            .toList(),
                    FACTS);

            assertThat(after.risk()).isGreaterThanOrEqualTo(before.risk());
            assertThat(after.review() || !before.review()).isTrue();
            assertThat(after.allowAuto() && after.review()).isFalse();
        });
    }

    private static List<NamedRules> policies() {
        return Property.list(0, 6, PolicyEvaluatorTest::policy);
    }

    private static NamedRules policy() {
        var effect = gen().oneOf(
                        "{\"effect\": \"require_review\"}",
                        "{\"effect\": \"allow_auto\"}",
                        "{\"effect\": \"raise_risk\", \"to\": \"medium\"}",
                        "{\"effect\": \"raise_risk\", \"to\": \"high\"}",
                        "{\"effect\": \"set_priority\", \"value\": 1}",
                        "{\"effect\": \"set_priority\", \"value\": 99}",
                        "{\"effect\": \"mute\"}",
                        "{\"effect\": \"draft\", \"template\": \"one {{subject}}\"}",
                        "{\"effect\": \"draft\", \"template\": \"two\"}")
                .get();
        // Few names and priorities, so that ties are common.
        return named(gen().oneOf("a", "b").get(), gen().ints().range(0, 2).get(), effect);
    }

    private static NamedRules named(String name, int priority, String effects) {
        return new NamedRules(name, RulesTest.parse("{\"priority\": " + priority + ", \"then\": [" + effects + "]}"));
    }

    private static Effects evaluate(NamedRules... policies) {
        return PolicyEvaluator.evaluate(List.of(policies), FACTS);
    }
}
