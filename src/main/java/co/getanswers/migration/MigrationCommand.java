package co.getanswers.migration;

import co.getanswers.platform.InvalidSetting;
import co.getanswers.platform.schema.Failures;
import co.getanswers.platform.schema.MigrationFailure;
import co.getanswers.platform.schema.Revision;
import co.getanswers.platform.schema.Revisions;
import co.getanswers.platform.schema.SchemaHistory;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What all commands have in common: how they end. */
abstract class MigrationCommand implements Callable<Integer> {
    @ParentCommand
    MigrateCommand migrate;

    @Spec
    CommandSpec spec;

    @Option(names = "--stacktrace", description = "Show where a failure comes from, too.")
    boolean stacktrace;

    /** @return 0 for done or in order, 1 for not in order */
    abstract int run() throws SQLException;

    @Override
    public final Integer call() {
        try {
            return run();
        } catch (MigrationFailure | InvalidSetting refused) {
            return failed(refused.getMessage(), refused);
        } catch (SQLException failed) {
            return failed(Failures.of(failed, workplace().address()).getMessage(), failed);
        } finally {
            out().flush();
        }
    }

    private int failed(String message, Throwable failure) {
        out().flush();
        err().println("FAILED: " + message);
        if (stacktrace) {
            failure.printStackTrace(err());
        }
        err().flush();
        return ExitCode.SOFTWARE;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    Workplace workplace() {
        return migrate.workplace();
    }

    Revisions revisions() {
        return workplace().revisions();
    }

    /** Where the database stands, for names that start from there; absent at the base. */
    Optional<Revision> standing() {
        try {
            return Standing.of(history(), revisions());
        } catch (SQLException failed) {
            throw Failures.of(failed, workplace().address());
        }
    }

    /** What the database says of itself. */
    SchemaHistory history() throws SQLException {
        try (var connection = workplace().database().getConnection()) {
            return SchemaHistory.read(connection);
        }
    }
}
