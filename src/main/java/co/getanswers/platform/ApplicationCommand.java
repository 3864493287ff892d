package co.getanswers.platform;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs a command in the application, which starts without its port and migrates nothing. */
public final class ApplicationCommand {
    private ApplicationCommand() {}

    /**
     * Blocks until the command has ended.
     *
     * @param name what failed, for the message if the application can't start
     * @param arguments those of the application
     * @return the exit code
     */
    public static int run(String name, Class<? extends QuarkusApplication> application, List<String> arguments) {
        Environment.apply();
        System.setProperty("quarkus.http.host-enabled", "false");
        System.setProperty("getanswers.database.migrate-at-start", "false");
        // Without a port there are no requests to wait for.
        System.setProperty("quarkus.shutdown.delay", "0s");
        // The output of a command is its log; the application's log goes to standard error, with problems only.
        System.setProperty("quarkus.log.console.stderr", "true");
        System.setProperty("quarkus.log.json.console.enable", "false");
        System.setProperty("quarkus.log.level", "ERROR");
        System.setProperty("quarkus.log.category.\"co.getanswers.intake\".level", "WARN");
        System.setProperty("quarkus.log.category.\"co.getanswers.platform.database\".level", "OFF");
        var code = new AtomicInteger();
        Quarkus.run(
                application,
                (exitCode, failure) -> {
                    if (failure != null) {
                        System.err.println("FAILED: " + name + " could not start: " + failure.getMessage());
                    }
                    code.set(failure == null ? exitCode : 1);
                },
                arguments.toArray(String[]::new));
        return code.get();
    }
}
