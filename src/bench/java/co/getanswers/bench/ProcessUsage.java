package co.getanswers.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads the processor time and memory of processes from Linux's /proc. */
final class ProcessUsage {
    /** The kernel's USER_HZ, which is 100 on every architecture that the JDK knows. */
    private static final long MICROS_PER_TICK = 10_000;

    private ProcessUsage() {}

    /** The processor time of a process, user and system, in microseconds. */
    static long cpuMicros(long pid) {
        var fields = stat(pid);
        return fields.length == 0 ? 0 : (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MICROS_PER_TICK;
    }

    /** The processor time of a process and all its children, including those that have ended. */
    static long cpuMicrosOfTree(long pid) {
        // Before those that have ended: a child that ends meanwhile may count twice, but is not missed.
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

    /** The processor time of this process's children that have ended, such as the load generator. */
    static long cpuMicrosOfEnded() {
        var fields = stat(ProcessHandle.current().pid());
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * MICROS_PER_TICK;
    }

    /** The processors' busy time since the machine started: all but idle and waiting. */
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

    /** The average number of runnable processes in the last minute. */
    static double loadAverage() {
        try {
            return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The fields after the command's name, which may contain spaces; empty if the process has ended. */
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
