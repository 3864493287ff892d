package co.getanswers.schema.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import co.getanswers.ServiceProcess;
import co.getanswers.TestDatabase;
import co.getanswers.schema.Database;
import co.getanswers.schema.MigrationSession;
import co.getanswers.schema.OwnRevisions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The command line of the packaged application. */
class MigrateIT {
    @Test
    void itOpensNoPortAndNeedsNoSecretKey() throws Exception {
        var database = TestDatabase.fresh();
        try (var connection = Database.at(database).source().getConnection();
                var statement = connection.createStatement()) {
            // It waits while someone else migrates: time to look at it.
            statement.execute("SELECT pg_advisory_lock(" + MigrationSession.LOCK + ")");
            try (var upgrade = migrate(database, "upgrade")) {
                await("it to wait")
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> upgrade.output().contains("Waiting for another process"));
                assertThat(upgrade.status("/")).as("nothing listens").isZero();
                assertThat(listening(upgrade.pid())).isEmpty();

                statement.execute("SELECT pg_advisory_unlock(" + MigrationSession.LOCK + ")");

                assertThat(upgrade.exitCode()).as(upgrade.output()).isZero();
                assertThat(upgrade.output()).contains("Running upgrade  -> 001, initial schema\n  done in ");
            }
        }
        try (var current = migrate(database, "current")) {
            assertThat(current.exitCode()).isZero();
            assertThat(current.output()).isEqualTo(OwnRevisions.HEAD + " (head)\n");
        }
    }

    @Test
    void aFailureIsOneLineWithoutThePassword() {
        try (var upgrade = migrate("postgresql://me:hunter2@localhost:1/answers", "upgrade")) {
            assertThat(upgrade.exitCode()).isEqualTo(1);
            assertThat(upgrade.output().lines().toList())
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .startsWith("FAILED: The database at")
                            .doesNotContain("hunter2"));
        }
    }

    @Test
    void whatOnlyDevelopmentNeedsIsNotThere() {
        for (var command : List.of("check", "verify", "lint", "revision -m x --autogenerate")) {
            try (var process = migrate("postgresql://me@localhost:1/answers", command.split(" "))) {
                assertThat(process.exitCode()).as(command).isEqualTo(1);
                assertThat(process.output())
                        .as(command)
                        .startsWith("FAILED: ")
                        .contains("is a development command", "src/dev/migrate ")
                        .hasLineCount(1);
            }
        }
    }

    @Test
    void thePackagedApplicationHasNothingOfDevelopment() throws IOException {
        var packaged = Path.of("target", "quarkus-app");
        assumeThat(packaged).as("a native executable has no jar files").isDirectory();
        var entries = new HashSet<String>();
        for (var jar : files(packaged, ".jar")) {
            try (var file = new JarFile(jar.toFile())) {
                file.stream().forEach(entry -> entries.add(entry.getName()));
            }
        }
        var sources = Path.of("src", "dev", "java");
        var development = files(sources, ".java").stream()
                .map(source -> sources.relativize(source).toString().replace(".java", ".class"))
                .toList();
        assertThat(development).contains("co/getanswers/DevelopmentMain.class");
        assertThat(entries).contains("co/getanswers/GetAnswers.class").doesNotContainAnyElementsOf(development);
        assertThat(entries).noneMatch(name -> name.startsWith("org/pgcodekeeper/"));
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }

    private static ServiceProcess migrate(String databaseUrl, String... arguments) {
        var line = new ArrayList<>(List.of("migrate"));
        line.addAll(List.of(arguments));
        return ServiceProcess.start(Map.of("DATABASE_URL", databaseUrl), List.of(), line.toArray(String[]::new));
    }

    /** The sockets on which a process listens, where this system tells. */
    private static List<String> listening(long pid) throws Exception {
        var sockets = Path.of("/proc/" + pid + "/fd");
        if (!Files.isDirectory(sockets)) {
            return List.of();
        }
        var inodes = new HashSet<String>();
        try (var descriptors = Files.list(sockets)) {
            for (var descriptor : descriptors.toList()) {
                var target = Files.readSymbolicLink(descriptor).toString();
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring(8, target.length() - 1));
                }
            }
        }
        var lines = new ArrayList<String>();
        for (var table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            // Column 4 is the state, 0A for LISTEN; column 10 the inode (proc(5)).
            Files.readAllLines(Path.of(table)).stream()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns.length > 9 && columns[3].equals("0A") && inodes.contains(columns[9]))
                    .forEach(columns -> lines.add(columns[1]));
        }
        return lines;
    }
}
