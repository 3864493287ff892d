package co.getanswers;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of the documentation, held against the code. */
class ReadmeTest {
    private static final int MOST_WORDS = 1_300;
    private static final java.nio.file.Path SOURCES = java.nio.file.Path.of("src/main/java/co/getanswers");

    /** Such as {@code `GET, POST /api/objectives`}. */
    private static final Pattern CALLS = Pattern.compile("`([A-Z, ]+) (/[^`]*)`");

    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\| `([a-z]+)` \\|");
    private static final Pattern METRIC =
            Pattern.compile("(?:counter|timer|builder|gauge\\w*)\\(\\s*\"(getanswers[a-z.]+)\"");

    /** Prometheus adds the unit and the kind to the name. */
    private static final Pattern EXPORTED_METRIC = Pattern.compile("`(getanswers_[a-z_]+?)(?:_seconds)?(?:_total)?`");

    @Test
    void theReadmeIsShort() {
        assertThat(Pages.text(Pages.README).split("\\s+")).hasSizeLessThanOrEqualTo(MOST_WORDS);
    }

    @Test
    void theReadmeNamesEveryCall() {
        var named = CALLS.matcher(Pages.text(Pages.README))
                .results()
                .flatMap(
                        calls -> Arrays.stream(calls.group(1).split(", ")).map(method -> method + " " + calls.group(2)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).isEqualTo(calls());
    }

    private static Set<String> calls() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("co.getanswers").stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .map(JavaClass::reflect)
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .flatMap(ReadmeTest::calls)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> calls(Method operation) {
        return Arrays.stream(operation.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getSimpleName() + " " + path(operation.getDeclaringClass()) + path(operation));
    }

    private static String path(AnnotatedElement element) {
        var path = element.getAnnotation(Path.class);
        return path == null ? "" : "/" + path.value().replaceAll("^/", "");
    }

    @Test
    void theTablesOfSettingsAreThoseOfTheCode() throws IOException {
        var page = Pages.text(SettingsTable.PAGE);

        assertThat(page)
                .as("Rewrite the tables: ./mvnw -q test-compile exec:java"
                        + " -Dexec.mainClass=co.getanswers.SettingsTable")
                .isEqualTo(SettingsTable.updated(page));
    }

    @Test
    void theArchitectureNamesEveryPackage() throws IOException {
        try (var files = Files.list(SOURCES)) {
            var packages = files.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .toList();

            assertThat(Pages.found(PACKAGE, Pages.text(Pages.DOCS.resolve("architecture.md"))))
                    .containsExactlyInAnyOrderElementsOf(packages);
        }
    }

    @Test
    void thePageOnOperationNamesEveryMetric() {
        var metrics = Pages.files(SOURCES, ".java")
                .flatMap(file -> Pages.found(METRIC, Pages.text(file)).stream())
                .map(metric -> metric.replace('.', '_'));

        assertThat(Pages.found(EXPORTED_METRIC, Pages.text(Pages.DOCS.resolve("operations.md"))))
                .containsExactlyInAnyOrderElementsOf(metrics.collect(Collectors.toSet()));
    }
}
