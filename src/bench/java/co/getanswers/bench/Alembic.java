package co.getanswers.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Alembic, in a virtual environment of Python that is kept. */
final class Alembic {
    static final List<String> PACKAGES = List.of("alembic==1.20.1", "SQLAlchemy==2.0.*", "psycopg[binary]==3.3.*");

    private Alembic() {}

    /** The program, installed first if it is missing; empty where it can't be had. */
    static Optional<Path> program() {
        return Python.program("alembic", "alembic", "Alembic's side", PACKAGES);
    }
}
