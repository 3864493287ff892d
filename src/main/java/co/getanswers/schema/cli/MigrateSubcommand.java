package co.getanswers.schema.cli;

import co.getanswers.platform.InvalidSetting;
import co.getanswers.schema.FailureTranslator;
import co.getanswers.schema.MigrationFailure;
import co.getanswers.schema.Progress;
import co.getanswers.schema.Revision;
import co.getanswers.schema.Revisions;
import co.getanswers.schema.SchemaHistory;
import co.getanswers.schema.ScriptFailure;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.PicocliException;
import picocli.CommandLine.Spec;

/** The base of all commands: failures become one line on standard error and exit code 1. */
public abstract class MigrateSubcommand implements Callable<Integer> {
    @ParentCommand
    MigrateCommand migrate;

    @Spec
    protected CommandSpec spec;

    @Option(
            names = {"--stacktrace", "--raiseerr"},
            description = "Print the stack trace of a failure, too.")
    boolean stacktrace;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print no progress.")
    boolean quiet;

    /** @return the exit code: 0 for done or in order, 1 for not in order */
    protected abstract int run() throws SQLException;

    @Override
    public final Integer call() {
        try {
            return run();
        } catch (MigrationFailure | InvalidSetting refused) {
            return failed(refused, refused);
        } catch (SQLException failed) {
            return failed(FailureTranslator.translate(failed, context().address()), failed);
        } catch (PicocliException wrongUsage) {
            throw wrongUsage;
        } catch (RuntimeException unexpected) {
            return failed(
                    new MigrationFailure(unexpected.getClass().getSimpleName() + ": "
                            + FailureTranslator.sentence(unexpected) + " --stacktrace shows where it comes from."),
                    unexpected);
        } finally {
            out().flush();
        }
    }

    private int failed(RuntimeException shown, Throwable failure) {
        out().flush();
        err().println("FAILED: " + shown.getMessage());
        if (verbose() && shown instanceof ScriptFailure script) {
            err().println(script.details());
        }
        if (stacktrace) {
            failure.printStackTrace(err());
        }
        err().flush();
        return ExitCode.SOFTWARE;
    }

    /** True if a failure's details are shown, which may hold values of rows. */
    boolean verbose() {
        return false;
    }

    protected PrintWriter out() {
        return spec.commandLine().getOut();
    }

    protected PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Prints the progress of a migration, unless nobody wants it. */
    protected Progress progress() {
        return isQuiet() ? Progress.SILENT : new ConsoleProgress(out(), err());
    }

    /** True if the option stands before or after the name of the command. */
    boolean isQuiet() {
        return quiet || migrate.quiet;
    }

    protected MigrateContext context() {
        return migrate.context();
    }

    protected Revisions revisions() {
        return context().revisions();
    }

    /** The revision that the database is at, for names that are relative to it; absent at the base. */
    protected Optional<Revision> currentRevision() {
        try {
            return CurrentRevision.of(history(), revisions());
        } catch (SQLException failed) {
            throw FailureTranslator.translate(failed, context().address());
        }
    }

    /** Reads the history of the database. */
    protected SchemaHistory history() throws SQLException {
        try (var connection = context().database().getConnection()) {
            return SchemaHistory.read(connection);
        }
    }
}
