package co.getanswers.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alerts and recorded metrics as Prometheus evaluates them, by its own tool. */
class AlertRulesTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path TESTS = Path.of("src", "test", "resources", "alerts");
    private static final Path ALERTS = TESTS.resolve("rules-test.yaml");

    private static JsonNode rules;

    @BeforeAll
    static void read() throws IOException {
        rules = rules("overlays", "production", "alerts.yaml");
    }

    private static JsonNode rules(String... path) throws IOException {
        return YAML.readTree(Path.of("k8s", path).toFile()).get("spec");
    }

    @Test
    void eachAlertHasATest() throws IOException {
        var tested = YAML.readTree(ALERTS.toFile()).findValuesAsText("alertname");
        assertThat(rules.findValuesAsText("alert"))
                .isNotEmpty()
                .allSatisfy(alert -> assertThat(tested).contains(alert));
    }

    @Test
    void theAlertsFireWhenTheyShould(@TempDir Path folder) throws Exception {
        hold(rules, ALERTS, folder);
    }

    @Test
    void theNumberOfMailboxesIsThatOfThoseThatAreRead(@TempDir Path folder) throws Exception {
        hold(rules("components", "workers-by-accounts", "rule.yaml"), TESTS.resolve("autoscaling-test.yaml"), folder);
    }

    private static void hold(JsonNode rules, Path tests, Path folder) throws Exception {
        YAML.writeValue(folder.resolve("rules.yaml").toFile(), rules);
        Files.copy(tests, folder.resolve("rules-test.yaml"));
        Process promtool;
        try {
            promtool = new ProcessBuilder("promtool", "test", "rules", "rules-test.yaml")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException missing) {
            assumeThat(missing)
                    .as("SKIPPED: promtool, of Prometheus, is needed to evaluate the alerts")
                    .isNull();
            return;
        }
        var output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(promtool.waitFor()).as(output).isZero();
    }
}
