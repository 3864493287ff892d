package co.getanswers.migration.generate;

import co.getanswers.platform.DatabaseUrl;
import co.getanswers.platform.embedded.EmbeddedServer;
import java.nio.file.Path;

/** The tests' server as one for scratch databases. */
final class Scratch {
    static final ScratchServer SERVER = new ScratchServer(
            DatabaseUrl.parse(EmbeddedServer.open(Path.of("target", "postgres")).url("postgres")));

    private Scratch() {}
}
