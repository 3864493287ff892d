package co.getanswers.schema.dev;

import co.getanswers.schema.cli.MigrateSubcommand;
import co.getanswers.schema.dev.generate.Difference;
import co.getanswers.schema.dev.generate.EntityScanner;
import co.getanswers.schema.dev.generate.RevisionFolder;
import co.getanswers.schema.dev.generate.RevisionText;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
        name = "revision",
        description = {
            "Writes the next pair of scripts, V<number>__<message>.sql and its undo U<number>__<message>.sql.",
            "",
            "With --autogenerate they hold the difference between the migrated schema and the entities, up and down; it"
                    + " has been run in both directions on a scratch database. What can't be in one revision becomes several:"
                    + " indexes are built concurrently, each by itself, and constraints are validated after they were"
                    + " added. What may have been renamed is asked about in a comment. Review it before applying. A"
                    + " development command.",
            ""
        },
        mixinStandardHelpOptions = true)
public final class RevisionCommand extends MigrateSubcommand {
    @Option(
            names = {"-m", "--message"},
            paramLabel = "MSG",
            required = true,
            description = "What it does, in a few words; they become its description and the files' names.")
    String message;

    @Option(names = "--autogenerate", description = "Fill the scripts from the entities.")
    boolean autogenerate;

    @Option(
            names = "--rev-id",
            paramLabel = "ID",
            description = "Its number, such as 067; by default the next one. Further revisions take those that follow.")
    String id;

    @Mixin
    ScratchOptions scratch;

    @Override
    protected int run() throws SQLException {
        if (RevisionFolder.slug(message).isEmpty()) {
            throw new ParameterException(spec.commandLine(), "The message has no word: say what the revision does");
        }
        if (id != null && !id.matches("[0-9]{1,18}")) {
            throw new ParameterException(
                    spec.commandLine(), "A revision's id is a number such as 067, not '" + id + "'");
        }
        if (!autogenerate) {
            write(List.of(RevisionText.empty(message)));
            return 0;
        }
        var difference =
                Difference.ofEntities(scratch.server(), scratch.folder().revisions(), EntityScanner.scan());
        if (difference.isEmpty()) {
            out().println("No changes detected: nothing is written.");
            return 0;
        }
        write(RevisionText.of(difference, message));
        difference
                .renames()
                .forEach(rename -> out().println(rename.question() + " The script asks; nothing was decided."));
        if (!difference.problems().isEmpty()) {
            err().println("The scripts don't lead where they should by themselves; what to mend stands in the first.");
        }
        return 0;
    }

    private void write(List<RevisionFolder.ScriptPair> pairs) {
        for (var file : scratch.folder().write(pairs, id)) {
            out().println("Generating " + file + " ...  done");
        }
    }
}
