package co.getanswers.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Alembic, in a virtual environment of Python that is kept. */
final class Alembic {
    static final List<String> PACKAGES = List.of("alembic==1.20.1", "SQLAlchemy==2.0.*", "psycopg[binary]==3.3.*");

    private static final Path ENVIRONMENT = Bench.OUTPUT.resolve("alembic");

    private Alembic() {}

    /** The program, installed first if it is missing; empty where it can't be had. */
    static Optional<Path> program() {
        var program = ENVIRONMENT.resolve("bin/alembic");
        if (Files.notExists(program)) {
            try {
                Progress.say("installing " + String.join(", ", PACKAGES));
                Command.output("python3", "-m", "venv", ENVIRONMENT.toString());
                var install =
                        new ArrayList<>(List.of(ENVIRONMENT.resolve("bin/pip").toString(), "install", "--quiet"));
                install.addAll(PACKAGES);
                Command.output(install.toArray(String[]::new));
            } catch (RuntimeException absent) {
                Progress.say("SKIPPED: Alembic's side, for it can't be installed; it needs python3 with venv, and "
                        + String.join(", ", PACKAGES) + " from a package index: " + absent.getMessage());
                return Optional.empty();
            }
        }
        return Optional.of(program);
    }
}
