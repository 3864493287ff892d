package co.getanswers.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What processes have used, as Linux tells it in /proc. */
final class Usage {
    /** The kernel's USER_HZ, which is 100 on every architecture that the JDK knows. */
    private static final long MICROS_PER_TICK = 10_000;

    private Usage() {}

    /** The processor time of a process, user and system, in microseconds. */
    static long cpuMicros(long pid) {
        var fields = stat(pid);
        return fields.length == 0 ? 0 : (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MICROS_PER_TICK;
    }

    /** The same of a process with all its children, also those that have ended. */
    static long cpuMicrosOfTree(long pid) {
        // Before it looks at those that have ended: which end meanwhile, count once or twice rather than never.
        var living = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::children)
                .mapToLong(child -> cpuMicros(child.pid()))
                .sum();
        var fields = stat(pid);
        var ended = (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * MICROS_PER_TICK;
        return cpuMicros(pid) + ended + living;
    }

    static long children(long pid) {
        return ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).count();
    }

    static long parent(long pid) {
        return Long.parseLong(stat(pid)[1]);
    }

    /** @param field such as {@code VmRSS}; in bytes */
    static long memory(long pid, String field) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith(field + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The processor time of those children of this process that have ended, such as the load generator. */
    static long cpuMicrosOfEnded() {
        var fields = stat(ProcessHandle.current().pid());
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * MICROS_PER_TICK;
    }

    /** For how long the processors were busy since the machine started, whatever with: all but idle and waiting. */
    static long cpuMicrosOfAll() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            var fields = lines.findFirst().orElseThrow().split(" +");
            return IntStream.of(1, 2, 3, 6, 7, 8)
                            .mapToLong(field -> Long.parseLong(fields[field]))
                            .sum()
                    * MICROS_PER_TICK;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** How many processes ran or wanted to in the last minute. */
    static double loadAverage() {
        try {
            return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What follows the command's name, which may hold spaces; empty where there is no such process any more. */
    private static String[] stat(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        } catch (NoSuchFileException ended) {
            return new String[0];
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
