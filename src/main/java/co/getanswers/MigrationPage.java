package co.getanswers;

import io.quarkus.arc.profile.IfBuildProfile;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A page of dev mode that runs migrate on this checkout; no production build has it. */
@IfBuildProfile("dev")
@ApplicationScoped
public class MigrationPage {
    private static final String PATH = "/dev/migrate";
    private static final int ORDER = -100;
    /** A page elsewhere may reach this computer by a name of its own. */
    private static final Pattern THIS_COMPUTER = Pattern.compile("(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::\\d+)?");

    /** The commands with a button. A downgrade, which may lose rows, has none. */
    private static final Map<String, List<String>> COMMANDS = commands();

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en"><meta charset="utf-8"><title>Migrations</title>
            <h1>Migrations</h1>
            <p>Each button runs <code>src/dev/migrate</code> on this checkout, and on the database that this service uses.</p>
            <form method="post" target="output">%s</form>
            <form method="post" target="output"><input type="hidden" name="command" value="revision">
            <label>What a new revision does <input name="message" required></label>
            <button>revision --autogenerate</button></form>
            </html>
            """;

    private final Vertx vertx;

    MigrationPage(Vertx vertx) {
        this.vertx = vertx;
    }

    private static Map<String, List<String>> commands() {
        var commands = new LinkedHashMap<String, List<String>>();
        for (var command : List.of(
                "current", "history -i", "lint", "check", "check --database", "verify", "upgrade --plan", "upgrade")) {
            commands.put(command, List.of(command.split(" ")));
        }
        return commands;
    }

    void register(@Observes Router router) {
        router.get(PATH).order(ORDER).handler(context -> show(context.response()));
        router.post(PATH).order(ORDER).handler(context -> run(context.request()));
    }

    private static void show(HttpServerResponse response) {
        var buttons = new StringBuilder();
        COMMANDS.keySet()
                .forEach(command -> buttons.append("<button name=\"command\" value=\"")
                        .append(command)
                        .append("\">")
                        .append(command)
                        .append("</button> "));
        response.putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .putHeader("Content-Security-Policy", "default-src 'none'")
                .end(PAGE.formatted(buttons));
    }

    /** Pages elsewhere could post to this computer as well: only this page may. */
    private void run(HttpServerRequest request) {
        var host = String.valueOf(request.authority());
        if (!THIS_COMPUTER.matcher(host).matches()
                || !("http://" + host).equals(request.getHeader(HttpHeaders.ORIGIN))) {
            request.response().setStatusCode(403).end("Only the page on this computer may run commands.\n");
            return;
        }
        request.setExpectMultipart(true).endHandler(end -> {
            var command = arguments(request.getFormAttribute("command"), request.getFormAttribute("message"));
            var response = request.response().putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8");
            if (command == null) {
                response.setStatusCode(422).end("Name one of " + COMMANDS.keySet() + ", or revision and a message.\n");
                return;
            }
            response.setChunked(true);
            vertx.<Integer>executeBlocking(() -> execute(command, response), false)
                    .onComplete(
                            code -> response.end("\nexit code " + code + "\n"),
                            failed -> response.end(failed.getMessage() + "\n"));
        });
        // Filters before it have paused it.
        request.resume();
    }

    private static @Nullable List<String> arguments(@Nullable String command, @Nullable String message) {
        if ("revision".equals(command) && message != null && !message.isBlank()) {
            return List.of("revision", "--autogenerate", "-m", message.strip());
        }
        return COMMANDS.get(command);
    }

    private static int execute(List<String> arguments, HttpServerResponse response)
            throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of("src/dev/migrate"));
        line.addAll(arguments);
        var process = new ProcessBuilder(line).redirectErrorStream(true).start();
        process.getOutputStream().close();
        try (var output = process.inputReader()) {
            output.lines().forEach(text -> response.write(text + "\n"));
        }
        return process.waitFor();
    }
}
