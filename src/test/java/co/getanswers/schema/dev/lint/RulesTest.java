package co.getanswers.schema.dev.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {
    static Stream<Example> examples() {
        return Stream.of(
                        IndexExamples.ALL,
                        ColumnExamples.ALL,
                        LockExamples.ALL,
                        ScriptExamples.ALL,
                        StatementExamples.ALL)
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aRuleSpeaksOfWhatHurtsAndOfNothingElse(Example example) {
        assertThat(example.findings().stream().map(Finding::rule).distinct())
                .isEqualTo(example.bad() ? List.of(example.rule()) : List.of());
    }

    @Test
    void everyRuleHasABadAndAGoodExample() {
        for (var bad : List.of(true, false)) {
            assertThat(examples().filter(example -> example.bad() == bad).map(Example::rule))
                    .containsAll(Arrays.asList(Rule.values()));
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aFindingSaysWhatHappensAndWhatIsSafe(Example example) {
        assertThat(example.findings())
                .allSatisfy(finding -> assertThat(finding.what()).isNotBlank().doesNotContain("null"))
                .allSatisfy(finding -> assertThat(finding.safe()).isNotBlank().doesNotContain("null"));
    }
}
