package co.getanswers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The documentation as text, and what patterns find in it. */
final class Pages {
    static final Path README = Path.of("README.md");
    static final Path DOCS = Path.of("src/docs");

    private Pages() {}

    static List<Path> all() {
        return Stream.concat(Stream.of(README, Path.of("CHANGELOG.md"), Path.of("CONTRIBUTING.md")), files(DOCS, ".md"))
                .toList();
    }

    static Stream<Path> files(Path folder, String ending) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Set<String> found(Pattern pattern, String text) {
        return found(pattern, text, match -> match.group(1));
    }

    static Set<String> found(Pattern pattern, String text, Function<MatchResult, String> name) {
        return pattern.matcher(text).results().map(name).collect(Collectors.toCollection(TreeSet::new));
    }
}
