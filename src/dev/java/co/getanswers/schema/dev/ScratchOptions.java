package co.getanswers.schema.dev;

import co.getanswers.schema.dev.generate.RevisionFolder;
import co.getanswers.schema.dev.generate.ScratchServer;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options for the checkout's folder of revisions and the server of scratch databases. */
final class ScratchOptions {
    @Option(
            names = "--directory",
            paramLabel = "DIR",
            defaultValue = "src/main/resources/db",
            description = "The folder that contains migration and undo. Default: ${DEFAULT-VALUE}.")
    Path directory;

    @Option(
            names = "--scratch-url",
            paramLabel = "URL",
            description = "The PostgreSQL server on which scratch databases are created, and dropped afterwards, as"
                    + " postgresql://user:password@host:5432/database; its user may create databases. Default: the"
                    + " embedded server.")
    String scratchUrl;

    RevisionFolder folder() {
        return new RevisionFolder(directory);
    }

    ScratchServer server() {
        return ScratchServer.at(scratchUrl);
    }
}
