package co.getanswers.intake;

import co.getanswers.account.CommandUsers;
import co.getanswers.account.MailboxWriter;
import co.getanswers.platform.CommandFailed;
import co.getanswers.platform.Failure;
import co.getanswers.platform.database.DatabaseUnavailable;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs the {@code import} command in the application; the arguments are the user, the quiet flag and the files. */
@Dependent
class ImportApplication implements QuarkusApplication {
    private static final String STANDARD_INPUT = "-";

    private final MailboxImport mailboxImport;
    private final CommandUsers users;
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    ImportApplication(MailboxImport mailboxImport, CommandUsers users) {
        this.mailboxImport = mailboxImport;
        this.users = users;
    }

    @Override
    public int run(String... arguments) {
        var email = arguments[0];
        var quiet = Boolean.parseBoolean(arguments[1]);
        try {
            users.requireSchema();
            var user = users.id(email);
            var totals = MailboxImport.Totals.NONE;
            var failed = false;
            for (var file : Arrays.asList(arguments).subList(2, arguments.length)) {
                var result = ingest(user, file, quiet);
                totals = totals.plus(result.totals());
                if (result.failure() != null) {
                    failed = true;
                    err.println("FAILED: " + EntryName.shown(file) + result.failure());
                }
            }
            out.printf(
                    "Imported %,d messages for %s; %,d were there already; %,d were refused.%n",
                    totals.imported(), email, totals.duplicates(), totals.failed());
            return failed || totals.failed() > 0 ? 1 : 0;
        } catch (CommandFailed failure) {
            err.println("FAILED: " + failure.getMessage());
            return 1;
        } catch (Failure failure) {
            err.println("FAILED: " + failure.getMessage() + " What was imported before stays; import the rest again.");
            return 1;
        }
    }

    private Result ingest(UUID user, String file, boolean quiet) {
        var totals = MailboxImport.Totals.NONE;
        try (var source = file.equals(STANDARD_INPUT) ? MailSources.open(System.in) : MailSources.open(Path.of(file));
                var progress = ImportProgress.of(EntryName.shown(file), size(file), quiet, err, source::name)) {
            try {
                return new Result(ingest(user, source, progress), null);
            } catch (IOException unreadable) {
                totals = progress.totals();
                throw unreadable;
            }
        } catch (IOException unreadable) {
            var read = totals.imported() + totals.duplicates() + totals.failed();
            return new Result(
                    totals,
                    " can't be read" + (read == 0 ? ": " : " to its end: ") + reason(unreadable)
                            + (read == 0 ? "" : " %,d messages of it were read before, and stay.".formatted(read)));
        } catch (Failure.Invalid noMail) {
            return new Result(totals, ": " + noMail.getMessage());
        }
    }

    /** The size of a file; -1 for a folder and for standard input. */
    private static long size(String file) throws IOException {
        return file.equals(STANDARD_INPUT) || Files.isDirectory(Path.of(file)) ? -1 : Files.size(Path.of(file));
    }

    private MailboxImport.Totals ingest(UUID user, MailSource source, ImportProgress progress) throws IOException {
        try {
            return mailboxImport.run(MailboxWriter.service(user), new BatchReader(source), progress);
        } catch (Failure failure) {
            throw failure;
        } catch (RuntimeException failure) {
            var why = DatabaseUnavailable.isCauseOf(failure)
                    ? "the database can't be reached any more"
                    : "the database refused a batch: " + failure.getMessage();
            throw new CommandFailed(why + ". What was imported before stays; import the file again for the rest.");
        }
    }

    private static String reason(IOException unreadable) {
        if (unreadable instanceof NoSuchFileException) {
            return "there is no such file.";
        }
        if (unreadable instanceof AccessDeniedException) {
            return "permission is denied.";
        }
        var message = unreadable.getMessage();
        return message == null ? "it ends too early." : EntryName.shown(message) + ".";
    }

    /** @param failure the end of the line that tells why the file was not read to its end; absent if it was */
    private record Result(
            MailboxImport.Totals totals, @Nullable String failure) {}
}
