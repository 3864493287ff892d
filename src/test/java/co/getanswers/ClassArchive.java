package co.getanswers;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The archive of the program's classes, read and verified (CDS), with which a process starts in about half the time.
 * Created once for each packaged program, by one start of it.
 */
final class ClassArchive {
    private final Path file;

    private ClassArchive(Path file) {
        this.file = file;
    }

    /** Opens the archive, creating it first if there is none; of several processes the first creates it. */
    static ClassArchive of(Path jar) throws IOException {
        var file = Path.of("target", "classes-" + Files.getLastModifiedTime(jar).toMillis() + ".jsa");
        try (var channel = FileChannel.open(
                Path.of("target", "classes.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock(); // Until the channel is closed.
            if (Files.notExists(file)) {
                make(file);
            }
        }
        return new ClassArchive(file);
    }

    private static void make(Path file) {
        try (var service = ServiceProcess.startWithout(TestDatabase.fresh(), "-XX:ArchiveClassesAtExit=" + file)) {
            service.awaitReady();
            service.status("/api/queue");
            service.status("/q/metrics");
        }
    }

    List<String> options() {
        return List.of("-XX:SharedArchiveFile=" + file);
    }
}
