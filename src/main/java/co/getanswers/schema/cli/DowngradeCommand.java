package co.getanswers.schema.cli;

import co.getanswers.schema.MigrationFailure;
import co.getanswers.schema.MigrationSession;
import co.getanswers.schema.Revision;
import co.getanswers.schema.SchemaDowngrade;
import co.getanswers.schema.SchemaHistory;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
        name = "downgrade",
        description = {
            "Undoes revisions, the newest first, and prints a line for each. Each undo script and its"
                    + " history row commit together. Read the undo scripts first: those that lose data say so.",
            ""
        },
        mixinStandardHelpOptions = true)
final class DowngradeCommand extends MigrateSubcommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "REV",
            description = "The revision to return to, such as -1, base or 003; with --sql also a range A:B, from A"
                    + " down to B.")
    @Nullable String revision;

    @Option(
            names = "--sql",
            description = "Print a script for psql -v ON_ERROR_STOP=1 instead, from the revision that the database is"
                    + " at; for a range A:B from A, without a database.")
    boolean sql;

    @Mixin
    LockOptions locks;

    @Mixin
    FailureOptions failures;

    @Override
    boolean verbose() {
        return failures.verbose;
    }

    @Override
    protected int run() throws SQLException {
        if (revision == null) {
            throw new ParameterException(
                    spec.commandLine(), "Name the revision to return to, such as: migrate downgrade -1");
        }
        if (sql) {
            return printScript(revision);
        }
        var progress = progress();
        try (var session = MigrationSession.open(context().database(), progress)) {
            var history = SchemaHistory.read(session.connection());
            var target = new RevisionName(revision)
                    .resolve(revisions(), () -> CurrentRevision.forDowngrade(history, revisions()));
            requireBehind(CurrentRevision.of(history, revisions()), target);
            new SchemaDowngrade(session, revisions(), locks.policy(), progress).downgrade(target.orElse(null));
        }
        return 0;
    }

    private static void requireBehind(Optional<Revision> current, Optional<Revision> target) {
        if (target.isPresent() && (current.isEmpty() || target.get().compareTo(current.get()) > 0)) {
            throw new MigrationFailure(
                    "The database is at " + current.map(Revision::id).orElse("the base") + ", before "
                            + target.get().id() + ". To go up, run: migrate upgrade "
                            + target.get().id() + ".");
        }
    }

    private int printScript(String revision) throws SQLException {
        Optional<Revision> from;
        Optional<Revision> to;
        if (RevisionRange.isRange(revision)) {
            var range = RevisionRange.parse(revision);
            from = range.from()
                    .map(name -> name.resolve(revisions(), this::currentRevision))
                    .orElse(revisions().head());
            to = range.to().flatMap(name -> name.resolve(revisions(), this::currentRevision));
        } else {
            from = CurrentRevision.of(history(), revisions());
            to = new RevisionName(revision).resolve(revisions(), this::currentRevision);
        }
        requireBehind(from, to);
        out().print(OfflineScript.downgrade(revisions(), from.orElse(null), to.orElse(null), locks.policy()));
        return 0;
    }
}
