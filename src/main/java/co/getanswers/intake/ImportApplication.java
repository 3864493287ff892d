package co.getanswers.intake;

import co.getanswers.account.User;
import co.getanswers.platform.Environment;
import co.getanswers.platform.Failure;
import co.getanswers.platform.database.DatabaseUnavailable;
import co.getanswers.platform.database.SchemaCheck;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;

/** Runs the {@code import} command in the application; the arguments are the user, the quiet flag and the files. */
@Dependent
class ImportApplication implements QuarkusApplication {
    private static final String STANDARD_INPUT = "-";

    private final MailboxImport mailboxImport;
    private final SchemaCheck schema;
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    ImportApplication(MailboxImport mailboxImport, SchemaCheck schema) {
        this.mailboxImport = mailboxImport;
        this.schema = schema;
    }

    @Override
    public int run(String... arguments) {
        var email = arguments[0];
        var quiet = Boolean.parseBoolean(arguments[1]);
        try {
            requireSchema();
            var user = user(email);
            var totals = MailboxImport.Totals.NONE;
            var failed = false;
            for (var file : Arrays.asList(arguments).subList(2, arguments.length)) {
                try {
                    totals = totals.plus(ingest(user, file, quiet));
                } catch (IOException unreadable) {
                    failed = true;
                    err.println("FAILED: " + file + " can't be read: " + reason(unreadable));
                } catch (Failure.Invalid noMail) {
                    failed = true;
                    err.println("FAILED: " + file + ": " + noMail.getMessage());
                }
            }
            out.printf(
                    "Imported %,d messages for %s; %,d were there already; %,d were refused.%n",
                    totals.imported(), email, totals.duplicates(), totals.failed());
            return failed || totals.failed() > 0 ? 1 : 0;
        } catch (ImportFailed failure) {
            err.println("FAILED: " + failure.getMessage());
            return 1;
        } catch (Failure failure) {
            err.println("FAILED: " + failure.getMessage() + " What was imported before stays; import the rest again.");
            return 1;
        }
    }

    private void requireSchema() {
        try {
            schema.problem().ifPresent(problem -> {
                throw new ImportFailed(problem);
            });
        } catch (SQLException unreachable) {
            throw new ImportFailed(
                    "the database can't be reached: start it, or correct " + Environment.migrationVariable() + ".");
        }
    }

    private static UUID user(String email) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> Panache.withSession(() -> User.findByEmail(email)))
                    .map(user -> user.id)
                    .orElseThrow(() -> new ImportFailed("there is no user " + email + ": register the address first."));
        } catch (ImportFailed unknown) {
            throw unknown;
        } catch (Throwable failed) {
            throw new ImportFailed("the user can't be looked up: " + failed.getMessage());
        }
    }

    private MailboxImport.Totals ingest(UUID user, String file, boolean quiet) throws IOException {
        var path = Path.of(file);
        var standardInput = file.equals(STANDARD_INPUT);
        if (!standardInput && Files.isDirectory(path)) {
            throw new IOException("it is a directory; name the files in it");
        }
        try (var in = standardInput ? System.in : Files.newInputStream(path);
                var progress = ImportProgress.of(file, standardInput ? -1 : Files.size(path), quiet, err)) {
            return ingest(user, in, progress);
        }
    }

    private MailboxImport.Totals ingest(UUID user, InputStream in, ImportProgress progress) throws IOException {
        try {
            return mailboxImport.run(user, BatchReader.mboxOrMessage(in), progress);
        } catch (Failure failure) {
            throw failure;
        } catch (RuntimeException failure) {
            var why = DatabaseUnavailable.isCauseOf(failure)
                    ? "the database can't be reached any more"
                    : "the database refused a batch: " + failure.getMessage();
            throw new ImportFailed(why + ". What was imported before stays; import the file again for the rest.");
        }
    }

    private static String reason(IOException unreadable) {
        if (unreadable instanceof NoSuchFileException) {
            return "there is no such file.";
        }
        if (unreadable instanceof AccessDeniedException) {
            return "permission is denied.";
        }
        return unreadable.getMessage() + ".";
    }

    private static final class ImportFailed extends RuntimeException {
        ImportFailed(String message) {
            super(message);
        }
    }
}
