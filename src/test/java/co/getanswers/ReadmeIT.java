package co.getanswers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restassured.path.json.JsonPath;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The walk-through of the README, pasted into a shell as it stands. */
class ReadmeIT {
    /** Reads all pending cards of the account, and tells its address. */
    private static final String OWN_CARDS =
            "curl -s \"$API/queue?limit=100\" -H \"Authorization: Bearer $TOKEN\"; echo; echo $ME\n";

    private static final Pattern SHELL = Pattern.compile("(?ms)^```sh\n(.*?)^```$");

    @Test
    void theWalkThroughDoesWhatItSays() throws Exception {
        for (var command : List.of("bash", "curl", "sed")) {
            assumeTrue(isInstalled(command), "SKIPPED: the README's walk-through needs " + command);
        }
        try (var service = ServiceProcess.start(TestDatabase.fresh()).awaitReady()) {
            var said = paste(
                    walkThrough().replace("http://localhost:8000", service.url("")) + OWN_CARDS + "echo \"$TOKEN\"\n");
            var last = said.size() - 1;
            assertThat(said).as("what the shell said").hasSizeGreaterThan(6);

            assertThat(said.get(last)).as("the access token").matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
            assertThat(JsonPath.from(said.get(0)).getString("action.actionType"))
                    .isEqualTo("draft");
            var edited = JsonPath.from(said.get(1));
            assertThat(edited.getString("status")).isEqualTo("edited");
            assertThat(edited.getString("proposedAction")).startsWith("Thank you, Hannah");

            var imported = JsonPath.from(said.get(last - 6));
            assertThat(imported.getBoolean("done")).isTrue();
            assertThat(imported.getInt("imported")).isEqualTo(24);
            assertThat(imported.getInt("failed")).isZero();

            assertThat(JsonPath.from(said.get(last - 5)).getList("cards.priorityScore", Integer.class))
                    .hasSize(3)
                    .isSortedAccordingTo((a, b) -> b - a);
            assertThat(JsonPath.from(said.get(last - 4)).getList("timeline")).isNotEmpty();
            assertThat(JsonPath.from(said.get(last - 3)).getInt("globalStatus.pendingCount"))
                    .isPositive();

            assertThat(JsonPath.from(said.get(last - 2)).getList("cards.sender.email", String.class))
                    .as("the mailbox belongs to the account: nothing is proposed for what its owner wrote")
                    .isNotEmpty()
                    .doesNotContain("demo@getanswers.example", said.get(last - 1));
        }
    }

    private static String walkThrough() throws IOException {
        return SHELL.matcher(Files.readString(Path.of("README.md")))
                .results()
                .skip(1)
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    /** The lines that a shell in this folder answers a script with. */
    private static List<String> paste(String script) throws IOException, InterruptedException {
        var pasted = Files.writeString(Files.createTempFile(Path.of("target"), "walk-", ".sh"), script);
        var said = Files.createTempFile(Path.of("target"), "walk-", ".log");
        var shell = new ProcessBuilder("bash")
                .redirectInput(pasted.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(shell.waitFor(2, TimeUnit.MINUTES)).as("the shell's end").isTrue();
            assertThat(shell.exitValue()).as(Files.readString(said)).isZero();
            return Files.readAllLines(said);
        } finally {
            shell.destroyForcibly();
            Files.delete(pasted);
            Files.delete(said);
        }
    }

    private static boolean isInstalled(String command) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }
}
