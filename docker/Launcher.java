import co.getanswers.GetAnswers;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The entry of the image, which has no shell to choose. Commands that end soon run in this virtual machine, with a small
 * cache and few libraries; for all others the service's own takes its place in the same process.
 */
final class Launcher {
    private static final Set<String> SHORT = Set.of("migrate", "health");

    private static final List<String> SERVICE = List.of(
            "/opt/java/bin/java",
            "@/opt/getanswers/jvm.options",
            "-Xlog:disable",
            "-Xlog:all=warning,aot*=error:stderr",
            "-XX:AOTCache=/opt/getanswers/getanswers.aot",
            "-jar",
            "/opt/getanswers/quarkus-run.jar");

    private Launcher() {}

    public static void main(String... arguments) throws Throwable {
        if (arguments.length > 0 && SHORT.contains(arguments[0])) {
            GetAnswers.main(arguments);
        } else {
            var command = new ArrayList<>(SERVICE);
            command.addAll(Arrays.asList(arguments));
            execute(command);
        }
    }

    /** Replaces this program, as the exec of a shell does; returns only to fail. */
    private static void execute(List<String> command) throws Throwable {
        var linker = Linker.nativeLinker();
        var execv = linker.downcallHandle(
                linker.defaultLookup().find("execv").orElseThrow(),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        try (var arena = Arena.ofConfined()) {
            var words = arena.allocate(ValueLayout.ADDRESS, command.size() + 1L);
            for (var i = 0; i < command.size(); i++) {
                words.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(command.get(i)));
            }
            words.setAtIndex(ValueLayout.ADDRESS, command.size(), MemorySegment.NULL);
            var failed = (int) execv.invokeExact(words.getAtIndex(ValueLayout.ADDRESS, 0), words);
            throw new IllegalStateException(command.get(0) + " can't be run: " + failed);
        }
    }
}
