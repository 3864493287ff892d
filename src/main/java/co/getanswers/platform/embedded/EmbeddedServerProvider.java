package co.getanswers.platform.embedded;

import co.getanswers.platform.DevelopmentServer;
import java.nio.file.Path;

/** The embedded server as the development server. */
public final class EmbeddedServerProvider implements DevelopmentServer {
    @Override
    public String start(Path directory) {
        return EmbeddedServer.open(directory).url("postgres");
    }
}
