package co.getanswers.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.getanswers.platform.Failure;
import co.getanswers.platform.Failure.FieldError;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
    private static final String EXAMPLE = """
            { "priority": 100,
              "when": { "all": [ {"field": "sender.domain", "op": "equals", "value": "acme.com"},
                                 {"any": [ {"field": "subject", "op": "contains", "value": "renewal"},
                                           {"not": {"field": "category", "op": "equals", "value": "finance"}} ]} ] },
              "then": [ {"effect": "require_review"}, {"effect": "raise_risk", "to": "high"} ] }
            """;

    @Test
    void theExampleOfTheInterfaceIsRead() {
        var rules = parse(EXAMPLE);

        assertThat(rules.priority()).isEqualTo(100);
        assertThat(rules.then()).containsExactly(new Effect.RequireReview(), new Effect.RaiseRisk(RiskLevel.HIGH));
        assertThat(rules.fault()).isNull();
    }

    @Test
    void everyErrorIsToldAtOnceWithItsPath() {
        var paths = errors("""
                { "priority": "high", "unless": {},
                  "when": { "all": [ {"field": "subject", "op": "resembles", "value": "x"},
                                     {"field": "sender.shoe", "op": "equals", "value": "x"},
                                     {"any": []},
                                     {"not": {"field": "subject", "op": "gt", "value": 3}},
                                     {"field": "hour", "op": "lt", "value": 24},
                                     {"field": "hour", "op": "in", "value": [1, "two"]},
                                     {"field": "body", "op": "matches", "value": "(a"},
                                     {"field": "category", "op": "equals", "value": "friends"},
                                     {"field": "weekday", "op": "equals", "value": "someday"},
                                     {"field": "subject", "op": "contains", "value": ""},
                                     {"all": [], "any": []},
                                     "always" ] },
                  "then": [ {"effect": "delete"}, {"effect": "raise_risk", "to": "low"},
                            {"effect": "set_priority", "value": 101}, {"effect": "mute", "for": "ever"},
                            {"effect": "draft", "template": "Hello {{sender.shoe}}"},
                            {"effect": "draft", "template": "Hello {{subject"},
                            {"effect": "allow_auto"}, {"effect": "allow_auto"} ] }
                """);

        assertThat(paths)
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder(
                        "rules.unless",
                        "rules.priority",
                        "rules.when.all[0].op",
                        "rules.when.all[1].field",
                        "rules.when.all[2].any",
                        "rules.when.all[3].not.op",
                        "rules.when.all[4].value",
                        "rules.when.all[5].value[1]",
                        "rules.when.all[6].value",
                        "rules.when.all[7].value",
                        "rules.when.all[8].value",
                        "rules.when.all[9].value",
                        "rules.when.all[10].any",
                        "rules.when.all[10].all",
                        "rules.when.all[11]",
                        "rules.then[0].effect",
                        "rules.then[1].to",
                        "rules.then[2].value",
                        "rules.then[3].for",
                        "rules.then[4].template",
                        "rules.then[5].template",
                        "rules.then[7].effect");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "3",
                "{}",
                "{\"then\": []}",
                "{\"then\": {\"effect\": \"mute\"}}",
                "{\"then\": [{\"effect\": \"mute\"}], \"when\": []}",
                "{\"then\": [{\"effect\": \"mute\"}], \"when\": {\"value\": \"x\"}}",
                "{\"then\": [{\"effect\": \"mute\"}], \"when\": {\"field\": \"subject\", \"op\": \"equals\"}}",
                "{\"then\": [{\"effect\": \"mute\"}], \"when\": {\"field\": \"subject\", \"op\": \"in\", \"value\": \"x\"}}",
                "{\"then\": [{\"effect\": \"mute\"}], \"priority\": 1e400}",
                "{\"then\": [{\"effect\": \"mute\"}], \"priority\": 99999999999999999999}",
                "{\"then\": [{\"effect\": \"mute\"}], \"priority\": 1.5}"
            })
    void whatIsNotRulesIsRefused(String json) {
        assertThat(errors(json)).isNotEmpty();
    }

    @Test
    void rulesWithoutConditionApplyToAllMail() {
        for (var when : List.of("", "\"when\": null,", "\"when\": {},")) {
            assertThat(parse("{" + when + "\"then\": [{\"effect\": \"mute\"}]}").applyTo(PolicyEvaluatorTest.FACTS))
                    .isTrue();
        }
    }

    @Test
    void conditionsMayBeNestedSixteenDeepAndNoDeeper() {
        parse(nested(15));

        assertThat(errors(nested(16)))
                .extracting(FieldError::message)
                .containsExactly("Conditions may be nested at most 16 deep.");
    }

    @Test
    void twoHundredConditionsAreTakenAndNoMore() {
        parse(wide(199));

        assertThat(errors(wide(2_000)))
                .extracting(FieldError::message)
                .containsExactly("Rules may have at most 200 conditions.");
    }

    @Test
    void longTextsAndListsAreRefused() {
        assertThat(errors(when("subject", "contains", "\"" + "x".repeat(2_001) + "\"")))
                .hasSize(1);
        assertThat(errors(when("subject", "matches", "\"" + "x".repeat(501) + "\"")))
                .hasSize(1);
        assertThat(errors(when("subject", "in", list(501)))).hasSize(1);
        parse(when("subject", "in", list(500)));
    }

    @Test
    void aHostileKeyIsShownShortAndClean() {
        var path = errors("{\"then\": [{\"effect\": \"mute\"}], \"\\u0000\\u001b" + "k".repeat(9_000) + "\": 1}")
                .get(0)
                .field();

        assertThat(path).startsWith("rules.??kkk").hasSizeLessThan(80);
    }

    @Test
    void textThatCannotBeStoredIsRefused() {
        assertThat(errors(when("subject", "contains", "\"a\\u0000\""))).hasSize(1);
        assertThat(errors(when("subject", "contains", "\"a\\ud800\""))).hasSize(1);
    }

    @Test
    void repetitionsThatMultiplyAreRefused() {
        assertThat(errors(when("body", "matches", "\"((a{100}){100}){100}\"")))
                .extracting(FieldError::field)
                .containsExactly("rules.when.value");
    }

    @Test
    void patternsThatAreLargeTogetherAreRefused() {
        assertThat(errors(when("body", "matches", "\"(.*a){300}$\"")))
                .extracting(FieldError::message)
                .containsExactly("The patterns together are too large; simplify this one.");
        parse(when("body", "matches", "\"" + "invoice|".repeat(60) + "bill\""));
    }

    @Test
    void storedRulesThatCannotBeReadAskForReviewOfAllMail() {
        for (var stored :
                new String[] {null, "", "{", "{}", "[1]", "{\"auto_reply\": true}", EXAMPLE + "x", "\u0000"}) {
            var rules = Rules.read(stored);

            assertThat(rules.fault()).as(stored).isNotBlank();
            assertThat(rules.then()).containsExactly(new Effect.RequireReview());
            assertThat(rules.applyTo(PolicyEvaluatorTest.FACTS)).isTrue();
        }
    }

    @Test
    void storedRulesThatCanBeReadAreWhatTheyWere() {
        assertThat(Rules.read(EXAMPLE).toString()).isEqualTo(parse(EXAMPLE).toString());
    }

    @Test
    void whatFillsAPlaceholderIsNotSearchedForPlaceholders() {
        var template = new Template("Dear {{ sender.name }}, about $1 {{subject}}");

        assertThat(template.render(new Template.Values("{{subject}}", "a@b.example", "\\ $0", "me")))
                .isEqualTo("Dear {{subject}}, about $1 \\ $0");
    }

    static Rules parse(String json) {
        try {
            return Rules.parse(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException mistake) {
            throw new IllegalArgumentException(mistake);
        }
    }

    /** Rules of one condition. */
    static String when(String field, String op, String value) {
        return "{\"when\": {\"field\": \"" + field + "\", \"op\": \"" + op + "\", \"value\": " + value
                + "}, \"then\": [{\"effect\": \"mute\"}]}";
    }

    private static List<FieldError> errors(String json) {
        return catchThrowableOfType(Failure.Invalid.class, () -> parse(json)).errors();
    }

    private static String nested(int nots) {
        return "{\"when\":" + "{\"not\":".repeat(nots) + "{\"field\":\"subject\",\"op\":\"equals\",\"value\":\"x\"}"
                + "}".repeat(nots) + ", \"then\": [{\"effect\": \"mute\"}]}";
    }

    private static String wide(int conditions) {
        var one = "{\"field\":\"subject\",\"op\":\"equals\",\"value\":\"x\"}";
        return "{\"when\":{\"any\":["
                + IntStream.range(0, conditions).mapToObj(i -> one).collect(Collectors.joining(","))
                + "]}, \"then\": [{\"effect\": \"mute\"}]}";
    }

    private static String list(int size) {
        return IntStream.range(0, size).mapToObj(i -> "\"" + i + "\"").collect(Collectors.joining(",", "[", "]"));
    }
}
