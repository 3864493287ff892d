package co.getanswers.triage;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.account.AutonomyLevel;
import co.getanswers.policy.Category;
import co.getanswers.policy.RiskLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The tables of {@code src/docs/triage.md} say what the code does. A failure shows the lines to paste. */
class TriageDocumentationTest {
    @Test
    void theTableOfWeightsIsTheCodes() throws IOException {
        var expected = Arrays.stream(Weight.values())
                .map(weight -> String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %s | %s | %s |",
                        "`" + weight.signal.replace(", ", "`, `") + "`",
                        weight.condition,
                        weight.category == 0 ? "" : "+" + weight.category,
                        weight.risk == RiskLevel.LOW ? "" : weight.risk.value(),
                        weight.confidence == 0 ? "" : String.format(Locale.ROOT, "%+.2f", weight.confidence),
                        weight.priority == 0 ? "" : String.format(Locale.ROOT, "%+d", weight.priority)))
                .map(line -> line.replaceAll(" {2,}", " "))
                .toList();

        assertThat(table("signal")).as(String.join("\n", expected)).isEqualTo(expected);
    }

    @Test
    void theGatesTableIsTheCodes() throws IOException {
        var expected = Arrays.stream(AutonomyLevel.values())
                .map(autonomy -> Arrays.stream(ActionType.values())
                        .map(type -> leastConfidence(autonomy, type))
                        .collect(Collectors.joining(" | ", "| `" + autonomy.value() + "` | ", " |")))
                .toList();

        assertThat(table("autonomy")).as(String.join("\n", expected)).isEqualTo(expected);
    }

    private static String leastConfidence(AutonomyLevel autonomy, ActionType type) {
        return IntStream.rangeClosed(0, 100)
                .mapToObj(percent -> percent / 100.0)
                .filter(confidence -> AutonomyGate.decide(autonomy, proposal(type, confidence))
                        .runs())
                .findFirst()
                .map(confidence -> String.format(Locale.ROOT, "%.2f", confidence))
                .orElse("never");
    }

    private static Proposal proposal(ActionType type, double confidence) {
        var rationale = new Rationale(List.of(), List.of(), null);
        return new Proposal(
                type,
                Category.CLIENT,
                RiskLevel.LOW,
                confidence,
                50,
                "s",
                "c",
                false,
                false,
                false,
                MailFixture.NOW.toInstant(),
                Clearance.GIVEN,
                rationale);
    }

    /** The rows of the table with this name of its first column. */
    private static List<String> table(String firstColumn) throws IOException {
        return Files.readAllLines(Path.of("src/docs/triage.md")).stream()
                .dropWhile(line -> !line.startsWith("| " + firstColumn + " |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }
}
