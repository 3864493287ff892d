package co.getanswers.schema.cli;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.platform.DatabaseUrl;
import co.getanswers.schema.ClearTextCredentials;
import co.getanswers.schema.OwnRevisions;
import co.getanswers.schema.dev.DevelopmentCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of commands in the documentation, against the commands. */
class CommandTableTest {
    /** Options of all commands, and those of development commands that say where they work. */
    private static final Set<String> EVERYWHERE =
            Set.of("--help", "--version", "--stacktrace", "--directory", "--scratch-url", "--message", "--verbose");

    @Test
    void everyCommandAndOptionHasARowAndEveryRowATest() throws IOException {
        var page = Files.readString(Path.of("src/docs/migrations.md"));
        var table = page.lines().filter(line -> line.startsWith("| ")).toList();
        var missing = new ArrayList<String>();
        var context = new MigrateContext(
                () -> DatabaseUrl.parse("postgresql://nobody@localhost:1/none"),
                () -> OwnRevisions.ALL,
                () -> ClearTextCredentials.REFUSED);
        MigrateCommand.commandLine(context, List.of(), DevelopmentCommands.BY_NAME)
                .getSubcommands()
                .forEach((name, command) -> {
                    var rows = table.stream()
                            .filter(row ->
                                    row.contains("`" + name) || row.contains(" " + name) || row.contains("any command"))
                            .collect(Collectors.joining());
                    if (!rows.contains("`" + name)) {
                        missing.add(name);
                    }
                    for (var option : command.getCommandSpec().options()) {
                        var named = List.of(option.names()).stream()
                                .anyMatch(each -> EVERYWHERE.contains(each)
                                        || Pattern.compile("(?<![\\w-])" + each + "\\b")
                                                .matcher(rows)
                                                .find());
                        if (!named) {
                            missing.add(name + " " + option.longestName());
                        }
                    }
                });
        assertThat(missing).isEmpty();
        var tests = table.stream()
                .filter(row -> !row.startsWith("| Alembic"))
                .map(row -> row.replaceAll(".*`(\\w+)` \\|$", "$1"))
                .collect(Collectors.toSet());
        try (var files = Files.walk(Path.of("src/test/java"))) {
            var names = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
            assertThat(names).containsAll(tests);
        }
    }
}
