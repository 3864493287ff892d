package co.getanswers.schema.cli;

import co.getanswers.TestDatabase;
import co.getanswers.platform.DatabaseUrl;
import co.getanswers.schema.ClearTextCredentials;
import co.getanswers.schema.Database;
import co.getanswers.schema.OwnRevisions;
import co.getanswers.schema.Revisions;
import co.getanswers.schema.dev.DevelopmentCommands;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The command line in this process, on a database. */
public record Cli(String databaseUrl, Revisions revisions, ClearTextCredentials credentials) {
    public Cli(String databaseUrl, Revisions revisions) {
        this(databaseUrl, revisions, ClearTextCredentials.REFUSED);
    }

    public record Result(int code, String out, String err) {
        public List<String> lines() {
            return out.lines().toList();
        }

        /** The lines of the revisions that began. */
        public List<String> revisions() {
            return out.lines().filter(line -> line.startsWith("Running ")).toList();
        }
    }

    /** On a new, empty database, with the service's own revisions. */
    public static Cli onEmptyDatabase() {
        return new Cli(TestDatabase.fresh(), OwnRevisions.ALL);
    }

    public Database database() {
        return Database.at(databaseUrl);
    }

    /** On a thread of its own. */
    public CompletableFuture<Result> begin(String... arguments) {
        return CompletableFuture.supplyAsync(
                () -> migrate(arguments), task -> new Thread(task, "migrate " + arguments[0]).start());
    }

    public Result migrate(String... arguments) {
        return migrate(DevelopmentCommands.BY_NAME, arguments);
    }

    Result squash(Path folder) {
        return migrate("squash", "002:004", "--directory", folder.toString());
    }

    /** @param development empty for the command line of the packaged application */
    Result migrate(Map<String, Class<? extends MigrateSubcommand>> development, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var context = new MigrateContext(() -> DatabaseUrl.parse(databaseUrl), () -> revisions, () -> credentials);
        var code = MigrateCommand.commandLine(context, List.of(arguments), development)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Result(code, out.toString(), err.toString());
    }
}
