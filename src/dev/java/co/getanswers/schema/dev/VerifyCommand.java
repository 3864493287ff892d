package co.getanswers.schema.dev;

import co.getanswers.schema.MigrationFailure;
import co.getanswers.schema.Revision;
import co.getanswers.schema.cli.MigrateSubcommand;
import co.getanswers.schema.cli.RevisionName;
import co.getanswers.schema.dev.generate.CopyVerification;
import co.getanswers.schema.dev.generate.EntityModel;
import co.getanswers.schema.dev.generate.Verification;
import java.sql.SQLException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description = {
            "Proves on a scratch database that every undo script reverts exactly what its revision did.",
            "",
            "Every revision up to REV is run, undone and run again, and the catalog compared each time;"
                    + " the first one that deviates is named, with the difference. At the head, the schema is then"
                    + " compared with one made from the entities. A development command.",
            ""
        },
        mixinStandardHelpOptions = true)
public final class VerifyCommand extends MigrateSubcommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "REV",
            defaultValue = "head",
            description = "The last revision to prove. Default: ${DEFAULT-VALUE}.")
    String revision;

    @Option(
            names = "--copy",
            paramLabel = "DUMP|URL",
            description =
                    "Prove the pending revisions on a copy of a database with its rows: up, down and up again, with times"
                            + " and numbers of rows. The database of a URL is only read; a dump needs psql or pg_restore.")
    String copy;

    @Mixin
    ScratchOptions scratch;

    @Override
    protected int run() throws SQLException {
        var revisions = scratch.folder().revisions();
        var last = new RevisionName(revision)
                .resolve(revisions, this::currentRevision)
                .orElseThrow(() -> new MigrationFailure("The base is not a revision: there is nothing to verify."));
        if (copy != null) {
            CopyVerification.verify(scratch.server(), copy, revisions, last, line -> {
                out().println(line);
                out().flush();
            });
            return 0;
        }
        var pairs = revisions.between(null, last);
        var server = scratch.server();
        var terminal = System.console() != null;
        Verification.verifyUndos(server, pairs, pair -> report(terminal, pair, last));
        if (terminal) {
            err().println();
        }
        out().println("Every revision up to " + last.title() + ", can be undone and run again.");
        if (revisions.head().equals(Optional.of(last))) {
            Verification.verifyEntities(server, revisions, EntityModel.begin(), scratch.exclusions());
            out().println("The entities describe the migrated schema.");
        }
        return 0;
    }

    /** Rewrites one line on a terminal; elsewhere prints a line for every tenth revision. */
    private void report(boolean terminal, Revision pair, Revision last) {
        if (terminal) {
            err().print("\rVerifying " + pair.id() + " of " + last.id());
        } else if (pair.number() % 10 == 0) {
            err().println("Verifying " + pair.id() + " of " + last.id());
        }
        err().flush();
    }
}
