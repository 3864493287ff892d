package co.getanswers.platform;

import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The PostgreSQL server of dev mode and tests. The packaged application has no provider of it: the build leaves out the
 * file that names one, so that neither its classes nor their libraries can be reached there.
 */
public interface DevelopmentServer {
    /** Returns the server's provider; empty in the packaged application. */
    static Optional<DevelopmentServer> find() {
        return ServiceLoader.load(DevelopmentServer.class, DevelopmentServer.class.getClassLoader())
                .findFirst();
    }

    /**
     * Starts the server unless it runs.
     *
     * @param directory of its data
     * @return its URL, in the form of {@code DATABASE_URL}
     * @throws InvalidSetting if no server can be started here; the message says why
     */
    String start(Path directory);
}
