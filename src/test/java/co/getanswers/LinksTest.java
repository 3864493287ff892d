package co.getanswers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The links of the documentation lead somewhere, and the files, classes and commands that it names exist. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    /** Blocks of shell, and spans. */
    private static final Pattern CODE = Pattern.compile("(?ms)^ *```sh\n(.*?)^ *```$|`([^`\n]+)`");

    /** Without names that hold a placeholder. */
    private static final Pattern FILE =
            Pattern.compile("(?<![\\w./:-])(?:\\.ci|docker|k8s|src)/[\\w./-]*\\w(?![\\w./-]*[<…*{$])");

    /** Such as {@code policy/Operator.java}. */
    private static final Pattern SOURCE = Pattern.compile("(?<![\\w/])([a-z]+(?:/[a-z]+)*/[A-Z]\\w*\\.java)");

    private static final Pattern CLASS = Pattern.compile("[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+|[A-Z][a-z0-9]+IT");
    private static final Pattern MIGRATE = Pattern.compile("\\bmigrate \"?([a-z]+)");
    private static final Pattern COMMAND = Pattern.compile("@Command\\(\\s*name = \"([a-z]+)\"");
    private static final Pattern TEST = Pattern.compile("-D(?:it\\.)?test='?(\\w+)");
    private static final Pattern MAIN = Pattern.compile("-Dexec\\.mainClass=co\\.getanswers\\.(\\w+)");
    private static final Pattern PROFILE = Pattern.compile("mvnw[^\n]* -P([a-z]+)");

    /** Files that the reader makes. */
    private static final Set<String> MADE = Set.of("docker/.env");

    static List<Path> pages() {
        return Pages.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) {
        assertThat(LINK.matcher(Pages.text(page)).results()).allSatisfy(link -> {
            var target = link.group(1).isEmpty()
                    ? page
                    : page.resolveSibling(link.group(1)).normalize();
            assertThat(target).as(link.group()).exists();
            if (link.group(2) != null) {
                assertThat(anchors(target)).as(link.group()).contains(link.group(2));
            }
        });
    }

    /** As GitHub makes them. */
    private static Set<String> anchors(Path page) {
        return Pages.found(
                HEADING,
                Pages.text(page),
                heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyFileExists(Path page) {
        assertThat(Pages.found(FILE, code(page), MatchResult::group))
                .filteredOn(file -> !MADE.contains(file))
                .allSatisfy(file -> assertThat(Path.of(file)).exists());
        assertThat(Pages.files(Path.of("src"), ".java")
                        .map(file -> file.toString().replaceFirst(".*/java/co/getanswers/", "")))
                .containsAll(Pages.found(SOURCE, code(page)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyClassExists(Path page) {
        var named = CODE.matcher(Pages.text(page))
                .results()
                .map(span -> span.group(2))
                .filter(span -> span != null && CLASS.matcher(span).matches())
                .collect(Collectors.toSet());

        assertThat(classes()).containsAll(named);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandExists(Path page) {
        var code = code(page);
        var commands = Pages.files(Path.of("src"), "Command.java")
                .flatMap(file -> Pages.found(COMMAND, Pages.text(file)).stream())
                .collect(Collectors.toSet());

        assertThat(commands).containsAll(Pages.found(MIGRATE, code));
        assertThat(classes()).containsAll(Pages.found(TEST, code)).containsAll(Pages.found(MAIN, code));
        assertThat(Pages.found(PROFILE, code))
                .allSatisfy(
                        profile -> assertThat(Pages.text(Path.of("pom.xml"))).contains("<id>" + profile + "</id>"));
    }

    private static Set<String> classes() {
        return Pages.files(Path.of("src"), ".java")
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
    }

    private static String code(Path page) {
        return CODE.matcher(Pages.text(page))
                .results()
                .map(code -> code.group(1) == null ? code.group(2) : code.group(1))
                .collect(Collectors.joining("\n"));
    }
}
