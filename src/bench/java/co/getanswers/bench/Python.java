package co.getanswers.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Virtual environments of Python, which are made once and kept. */
final class Python {
    private Python() {}

    /**
     * A program of some packages, which are installed first if it is missing.
     *
     * @param environment the folder's name
     * @param subject what is skipped where the packages can't be had
     * @return empty without python3, its venv, or a package index
     */
    static Optional<Path> program(String environment, String name, String subject, List<String> packages) {
        var folder = Bench.OUTPUT.resolve(environment);
        var program = folder.resolve("bin").resolve(name);
        if (Files.notExists(program)) {
            try {
                Progress.say("installing " + String.join(", ", packages));
                Command.output("python3", "-m", "venv", folder.toString());
                var install = new ArrayList<>(List.of(folder.resolve("bin/pip").toString(), "install", "--quiet"));
                install.addAll(packages);
                Command.output(install.toArray(String[]::new));
            } catch (RuntimeException absent) {
                Progress.say("SKIPPED: " + subject + ", for it can't be installed; it needs python3 with venv, and "
                        + String.join(", ", packages) + " from a package index: " + absent.getMessage());
                return Optional.empty();
            }
        }
        return Optional.of(program);
    }
}
