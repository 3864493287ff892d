package co.getanswers.schema.dev;

import co.getanswers.schema.Revision;
import co.getanswers.schema.Script;
import co.getanswers.schema.cli.MigrateSubcommand;
import co.getanswers.schema.dev.generate.Difference;
import co.getanswers.schema.dev.generate.EntityModel;
import co.getanswers.schema.dev.generate.RevisionFolder;
import co.getanswers.schema.dev.generate.RevisionText;
import co.getanswers.schema.dev.lint.AllowWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
        name = "revision",
        description = {
            "Writes the next pair of scripts, V<number>__<message>.sql and its undo U<number>__<message>.sql.",
            "",
            "With --autogenerate they hold the difference between the schema of the revisions and the"
                    + " entities, run in both directions on a scratch database. It is divided where one revision"
                    + " can't hold it: indexes are built concurrently, one per revision, and constraints are"
                    + " validated in a later one. A possible rename is asked about in a comment. Review the scripts"
                    + " before you apply them. A development command.",
            ""
        },
        mixinStandardHelpOptions = true)
public final class RevisionCommand extends MigrateSubcommand {
    @Option(
            names = {"-m", "--message"},
            paramLabel = "MSG",
            required = true,
            description = "What the revision does, in a few words: its description, and part of the files' names.")
    String message;

    @Option(names = "--autogenerate", description = "Fill the scripts from the entities.")
    boolean autogenerate;

    @Option(
            names = "--rev-id",
            paramLabel = "ID",
            description = "The revision's number, such as 042; default: the next one. Further revisions take the"
                    + " numbers after it.")
    String id;

    @Mixin
    ScratchOptions scratch;

    @Override
    protected int run() throws SQLException {
        if (RevisionFolder.slug(message).isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "The message has neither letters nor digits: say what the revision does");
        }
        if (id != null && !id.matches("[0-9]{1,18}")) {
            throw new ParameterException(
                    spec.commandLine(), "A revision's id is a number such as 042, not '" + id + "'");
        }
        if (!autogenerate) {
            write(List.of(RevisionText.empty(message)));
            return 0;
        }
        var entities = EntityModel.begin();
        var difference =
                Difference.ofEntities(scratch.server(), scratch.folder().revisions(), entities, scratch.exclusions());
        if (difference.isEmpty()) {
            out().println("No changes detected: nothing is written.");
            return 0;
        }
        write(confirmable(RevisionText.of(difference, message)));
        difference.renames().forEach(rename -> out().println(rename.question() + " A comment in the script asks."));
        if (!difference.problems().isEmpty()) {
            err().println("The scripts don't reach the entities' schema yet; the first one says what to change.");
        }
        return 0;
    }

    /** The pairs with a reason to be confirmed before each statement that lint finds. */
    private List<RevisionFolder.ScriptPair> confirmable(List<RevisionFolder.ScriptPair> pairs) {
        var all = new ArrayList<>(scratch.folder().revisions().all());
        var newest = all.isEmpty() ? 0 : all.get(all.size() - 1).number();
        var written = new ArrayList<RevisionFolder.ScriptPair>();
        for (var pair : pairs) {
            var number = String.valueOf(newest + 1 + written.size());
            var undo = new Script("U" + number, pair.down());
            var generated =
                    new Revision(number, pair.name(), new Script("V" + number, pair.up()), Optional.of(undo), "");
            var allowed = AllowWriter.write(all, generated);
            all.add(allowed);
            written.add(new RevisionFolder.ScriptPair(
                    pair.name(), allowed.up().sql(), allowed.undo().orElse(undo).sql()));
        }
        return written;
    }

    private void write(List<RevisionFolder.ScriptPair> pairs) {
        for (var file : scratch.folder().write(pairs, id)) {
            out().println("Generating " + file + " ...  done");
        }
    }
}
