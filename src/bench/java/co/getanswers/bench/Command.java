package co.getanswers.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Runs other programs. */
final class Command {
    private Command() {}

    /**
     * Runs a program and returns its output.
     *
     * @throws IllegalStateException if it fails
     */
    static String output(String... command) {
        return output(Map.of(), command);
    }

    static String output(Map<String, String> environment, String... command) {
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            var process = builder.start();
            var output = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command[0] + " failed:\n" + output);
            }
            return output;
        } catch (IOException failed) {
            throw new UncheckedIOException(command[0] + " can't be run; see --help for how to install it", failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
