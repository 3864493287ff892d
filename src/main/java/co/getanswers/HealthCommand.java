package co.getanswers;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks the health of a container from within, which has no other HTTP client. */
@Command(
        name = "health",
        description = "Checks whether the program that runs on this machine, in any role, is alive.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:alive", "1:not alive, or nothing answers"})
final class HealthCommand implements Callable<Integer> {
    private static final int TIMEOUT_MILLIS = 5_000;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        var port = System.getenv().getOrDefault("QUARKUS_MANAGEMENT_PORT", "9000");
        var address = "http://127.0.0.1:" + port + "/q/health/live";
        try {
            var status = status(address);
            out().println(address + " answers " + status + ".");
            return status == HttpURLConnection.HTTP_OK ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (IOException | IllegalArgumentException failed) {
            out().println(address + " does not answer: " + failed.getMessage());
            return ExitCode.SOFTWARE;
        } finally {
            out().flush();
        }
    }

    private static int status(String address) throws IOException {
        var connection = (HttpURLConnection) URI.create(address).toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
