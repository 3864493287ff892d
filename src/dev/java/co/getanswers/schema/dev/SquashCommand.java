package co.getanswers.schema.dev;

import co.getanswers.schema.MigrationFailure;
import co.getanswers.schema.Revision;
import co.getanswers.schema.cli.MigrateSubcommand;
import co.getanswers.schema.cli.RevisionRange;
import co.getanswers.schema.dev.generate.RevisionPair;
import co.getanswers.schema.dev.generate.SquashedPair;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "squash",
        description = {
            "Replaces a range of revisions by one pair, after proving on scratch databases that it makes the same schema and"
                    + " that its undo reverts it.",
            "",
            "Squash only what every known database has passed: the pair has the number of the last, and a database inside"
                    + " the range is refused afterwards. The database of DATABASE_URL is looked at. A development command.",
            ""
        },
        mixinStandardHelpOptions = true)
public final class SquashCommand extends MigrateSubcommand {
    @Parameters(paramLabel = "A:B", description = "The first and the last revision to replace.")
    String range;

    @Mixin
    ScratchOptions scratch;

    @Override
    protected int run() throws SQLException {
        var revisions = scratch.folder().revisions();
        var squashed = RevisionRange.parse(range).select(revisions, this::currentRevision);
        if (squashed.size() < 2) {
            throw new MigrationFailure(range + " is " + (squashed.isEmpty() ? "no revision" : "one revision")
                    + ": a squash takes at least two.");
        }
        var history = history();
        var missing = squashed.stream()
                .filter(revision -> !history.isApplied(revision))
                .map(Revision::id)
                .toList();
        if (!history.rows().isEmpty() && !missing.isEmpty() && missing.size() < squashed.size()) {
            throw new MigrationFailure("The database has not passed " + String.join(", ", missing)
                    + ": bring it past the range first, with: migrate upgrade "
                    + last(squashed).id() + ".");
        }
        var before = revisions.between(null, revisions.parent(squashed.get(0)).orElse(null));
        var pair = SquashedPair.of(squashed);
        pair.prove(scratch.server(), before, squashed);
        var old = RevisionPair.in(scratch.directory).stream()
                .filter(each -> squashed.stream().anyMatch(revision -> revision.number() == each.number()))
                .toList();
        old.forEach(RevisionPair::delete);
        for (var file : pair.write(scratch.directory)) {
            out().println("Generating " + file + " ...  done");
        }
        out().println("Replaced " + squashed.size() + " revisions, which make the same schema.");
        return 0;
    }

    private static Revision last(List<Revision> revisions) {
        return revisions.get(revisions.size() - 1);
    }
}
