package co.getanswers.schema.dev;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.TestDatabase;
import co.getanswers.schema.OwnRevisions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher {@code src/dev/migrate}, in a copy of the checkout. */
class CheckoutLauncherIT {
    @TempDir
    static Path checkout;

    @BeforeAll
    static void copyTheCheckout() throws IOException {
        for (var folder : List.of("src/main", "src/dev")) {
            try (var files = Files.walk(Path.of(folder))) {
                for (var file : files.toList()) {
                    var copy = checkout.resolve(file);
                    Files.createDirectories(copy.getParent());
                    if (Files.isRegularFile(file)) {
                        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                    }
                }
            }
        }
        Files.copy(Path.of("pom.xml"), checkout.resolve("pom.xml"));
        // The class path that Maven would tell, which takes longer than all the rest.
        var libraries =
                Files.createDirectories(checkout.resolve("target/migrate")).resolve("libraries");
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Files.writeString(
                libraries,
                Arrays.stream(classPath.split(System.getProperty("path.separator")))
                        .filter(entry -> entry.endsWith(".jar") && !isBuiltHere(entry))
                        .collect(Collectors.joining(System.getProperty("path.separator"))));
    }

    @Test
    void itCompilesWhatChangedAndRunsOnWithWhatDoesNotCompile() throws Exception {
        var first = migrate("lint");
        assertThat(first.output).contains("Compiling src/main", "Compiling src/dev", "no findings.");
        assertThat(first.code).isZero();

        Files.writeString(
                checkout.resolve("src/main/resources/db/migration/V999__seats.sql"), "CREATE TABLE seats (id int);\n");
        Files.writeString(checkout.resolve("src/main/resources/db/undo/U999__seats.sql"), "DROP TABLE seats;\n");
        assertThat(migrate("heads").output).isEqualTo("999 (head)\n");

        Files.delete(checkout.resolve("src/main/resources/db/migration/V999__seats.sql"));
        Files.delete(checkout.resolve("src/main/resources/db/undo/U999__seats.sql"));
        replace(
                "src/main/java/co/getanswers/schema/cli/HeadsCommand.java",
                "formatter.line(",
                "missing + formatter.line(");
        assertThat(migrate("heads").output)
                .contains(
                        "cannot find symbol",
                        "src/main does not compile: of these files this runs what compiled last:"
                                + " src/main/java/co/getanswers/schema/cli/HeadsCommand.java")
                .endsWith("\n" + OwnRevisions.HEAD + " (head)\n");
    }

    /** True for the program's own jar, of which this checkout is to make its own. */
    private static boolean isBuiltHere(String entry) {
        return Path.of(entry).toAbsolutePath().startsWith(Path.of("target").toAbsolutePath());
    }

    private static void replace(String file, String text, String by) throws IOException {
        var path = checkout.resolve(file);
        Files.writeString(path, Files.readString(path).replace(text, by));
    }

    private record Result(int code, String output) {}

    private static Result migrate(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("src/dev/migrate"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(checkout.toFile()).redirectErrorStream(true);
        builder.command().set(0, checkout.resolve("src/dev/migrate").toString());
        builder.environment().put("DATABASE_URL", TestDatabase.fresh());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
