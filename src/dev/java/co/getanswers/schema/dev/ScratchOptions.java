package co.getanswers.schema.dev;

import co.getanswers.schema.dev.generate.Exclusions;
import co.getanswers.schema.dev.generate.RevisionFolder;
import co.getanswers.schema.dev.generate.ScratchServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    @Option(
            names = "--exclude",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Leave this table, column (as table.column), index, constraint or other object alone, as if it"
                            + " were the same in both; * stands for any letters. For good, put it on a line of excluded.txt in"
                            + " the folder of --directory. What entities can't describe is always left alone.")
    List<String> excluded = List.of();

    Exclusions exclusions() {
        var names = new ArrayList<>(excluded);
        var file = directory.resolve("excluded.txt");
        if (Files.exists(file)) {
            try (var lines = Files.lines(file)) {
                lines.map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .forEach(names::add);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return new Exclusions(names);
    }

    RevisionFolder folder() {
        return new RevisionFolder(directory);
    }

    ScratchServer server() {
        return ScratchServer.at(scratchUrl);
    }
}
