package co.getanswers.mail.mime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The public mail beside the project, if it is there: {@code ../shared/mail}. */
public final class SharedMail {
    static final String ABSENT = "there is no folder shared/mail beside this checkout, whose mail this test reads.";

    private SharedMail() {}

    /** Skips the test with a message if the folder is absent. */
    public static Path folder() {
        var folder = find();
        if (folder.isEmpty()) {
            System.out.println("SKIPPED: " + ABSENT);
        }
        Assumptions.assumeTrue(folder.isPresent(), ABSENT);
        return folder.get();
    }

    public static Optional<Path> find() {
        for (var parent = Path.of("").toAbsolutePath(); parent != null; parent = parent.getParent()) {
            var folder = parent.resolve("shared/mail");
            if (Files.isDirectory(folder)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    public static List<Path> files(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
