package co.getanswers.schema.cli;

import co.getanswers.schema.Adoption;
import co.getanswers.schema.ClearTextCredentials;
import co.getanswers.schema.HistoryCheck;
import co.getanswers.schema.MigrationFailure;
import co.getanswers.schema.MigrationSession;
import co.getanswers.schema.Revision;
import co.getanswers.schema.SchemaHistory;
import co.getanswers.schema.SchemaUpgrade;
import co.getanswers.schema.Takeover;
import co.getanswers.schema.UpgradePlan;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "upgrade",
        description = {
            "Runs the pending revisions up to REV, each in a transaction of its own, and prints a line" + " for each.",
            "",
            "A database that Alembic managed is taken over first. Of several processes one migrates, and"
                    + " the others wait. After a failure, run it again: it continues where it stopped.",
            ""
        },
        mixinStandardHelpOptions = true)
public class UpgradeCommand extends MigrateSubcommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "REV",
            defaultValue = "head",
            description = "The revision to upgrade to; with --sql also a range A:B. Default: ${DEFAULT-VALUE}.")
    String revision;

    @Option(
            names = "--sql",
            description = "Print a script for psql -v ON_ERROR_STOP=1 instead, from the revision that the database is"
                    + " at; for a range A:B from A, without a database.")
    boolean sql;

    @Option(
            names = "--plan",
            description =
                    "Print what would run instead: the locks of each revision, how large the locked tables are, and in a"
                            + " checkout the findings of lint. Nothing is changed.")
    boolean plan;

    @Mixin
    LockOptions locks;

    @Mixin
    CredentialOptions credentials;

    @Mixin
    FailureOptions failures;

    @Override
    boolean verbose() {
        return failures.verbose;
    }

    @Override
    protected int run() throws SQLException {
        if (sql) {
            return printScript();
        }
        if (plan) {
            return printPlan();
        }
        var history = history();
        var target = target(history);
        if (!history.rows().isEmpty()
                && SchemaUpgrade.pending(history, revisions(), target).isEmpty()) {
            return 0;
        }
        var progress = progress();
        try (var session = MigrationSession.open(context().database(), progress)) {
            var adopted = new Adoption(
                            session, revisions(), credentials.apply(context().credentials()))
                    .adopt();
            adopted.ifPresent(progress::adopted);
            // Resolved before the wait for other processes: twelve that are told +1 mean the same revision.
            var destination = adopted.isPresent() ? target(SchemaHistory.read(session.connection())) : target;
            new SchemaUpgrade(session, revisions(), locks.policy(), progress).upgrade(destination);
        }
        return 0;
    }

    /** @throws MigrationFailure if the database is past the target */
    private Revision target(SchemaHistory history) {
        HistoryCheck.require(history, revisions());
        var current = CurrentRevision.of(history, revisions());
        var target = new RevisionName(revision).resolve(revisions(), () -> current);
        requireAhead(current, target);
        return target.orElseThrow(
                () -> new MigrationFailure("The base is not a revision to upgrade to: name one, or head."));
    }

    private void requireAhead(Optional<Revision> current, Optional<Revision> target) {
        if (current.isPresent() && (target.isEmpty() || target.get().compareTo(current.get()) < 0)) {
            var to = target.map(Revision::id).orElse("base");
            throw new MigrationFailure("The database is at " + current.get().id() + ", past " + to
                    + ": upgrade only goes up. What an undo script loses is said in it.");
        }
    }

    /** The findings of lint about a revision; production has no lint. */
    protected List<String> findings(Revision revision) {
        return List.of();
    }

    private int printPlan() throws SQLException {
        try (var session = MigrationSession.open(context().database(), progress())) {
            var takeover = new Adoption(
                            session, revisions(), credentials.apply(context().credentials()))
                    .preview();
            takeover.ifPresent(planned -> out().println(
                            "Would take over the database that Alembic left at revision " + planned.alembic() + "."));
            var history = SchemaHistory.read(session.connection());
            var current = takeover.map(Takeover::revision).or(() -> CurrentRevision.of(history, revisions()));
            var target = new RevisionName(revision).resolve(revisions(), () -> current);
            requireAhead(current, target);
            var pending = revisions().between(current.orElse(null), target.orElse(null));
            var locked = new UpgradePlan(session.connection());
            for (var next : pending) {
                out().println("Would run " + next.title() + ", "
                        + (next.up().transactional() ? "in a transaction" : "statement by statement"));
                locked.locks(next).forEach(line -> out().println("    " + line));
                findings(next).forEach(line -> out().println("    " + line));
            }
            out().println(pending.isEmpty() ? "Nothing would run." : "Nothing was changed.");
        }
        return 0;
    }

    private int printScript() throws SQLException {
        if (!RevisionRange.isRange(revision)) {
            return printScriptFromDatabase();
        }
        var ends = RevisionRange.parse(revision).ascending(revisions(), this::currentRevision);
        requireAhead(ends.from(), ends.to());
        out().print(OfflineScript.upgrade(
                revisions(), ends.from().orElse(null), ends.to().orElse(null), locks.policy()));
        return 0;
    }

    /** Begins with the takeover if Alembic manages the database. */
    private int printScriptFromDatabase() throws SQLException {
        List<String> takeover;
        SchemaHistory history;
        try (var session = MigrationSession.open(context().database(), progress())) {
            takeover = new Adoption(session, revisions(), ClearTextCredentials.REFUSED).script();
            history = SchemaHistory.read(session.connection());
        }
        var from = takeover.isEmpty()
                ? CurrentRevision.of(history, revisions())
                : revisions().all().stream().findFirst();
        var to = new RevisionName(revision).resolve(revisions(), () -> from);
        requireAhead(from, to);
        if (!takeover.isEmpty()) {
            out().print(OfflineScript.takeover(takeover, revisions(), locks.policy()));
        }
        out().print(OfflineScript.upgrade(revisions(), from.orElse(null), to.orElse(null), locks.policy()));
        return 0;
    }
}
