package co.getanswers.schema.cli;

import co.getanswers.schema.Progress;
import co.getanswers.schema.Revision;
import co.getanswers.schema.Takeover;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints a line when a revision begins and one when it ends to standard output; signs of life, waits and retries to standard error. */
record ConsoleProgress(PrintWriter out, PrintWriter err) implements Progress {
    @Override
    public void waiting() {
        print(err, "Waiting for another process, which is migrating this database.");
    }

    @Override
    public void upgrading(@Nullable Revision from, Revision to) {
        print(out, "Running upgrade " + id(from) + " -> " + to.id() + ", " + to.description());
    }

    @Override
    public void downgrading(Revision from, @Nullable Revision to) {
        print(out, "Running downgrade " + from.id() + " -> " + id(to) + ", " + from.description());
    }

    @Override
    public void running(Revision revision, Duration since, String reason) {
        print(err, "Still running " + revision.title() + ", after " + since.toSeconds() + " s: " + reason + ".");
    }

    @Override
    public void upgraded(@Nullable Revision from, Revision to, Duration took) {
        done(took);
    }

    @Override
    public void downgraded(Revision from, @Nullable Revision to, Duration took) {
        done(took);
    }

    @Override
    public void ranTogether(List<Revision> revisions, Duration took) {
        print(out, "  " + revisions.size() + " done in one transaction, in " + took.toMillis() + " ms");
    }

    @Override
    public void separating(List<Revision> revisions) {
        print(out, "  rolled back, for they can't share a transaction; one by one:");
    }

    private void done(Duration took) {
        print(out, "  done in " + took.toMillis() + " ms");
    }

    @Override
    public void retrying(Revision revision, String why, int attempt, int retries, Duration pause) {
        print(
                err,
                "Revision " + revision.title() + ", did not get its lock (" + why + "); others go first, retry "
                        + attempt + " of " + retries + " in " + pause.toMillis() + " ms.");
    }

    @Override
    public void removedInvalidIndexes(Revision revision, List<String> indexes) {
        print(
                err,
                "Dropped the invalid indexes that an interrupted build of revision " + revision.id() + " left: "
                        + String.join(", ", indexes) + ".");
    }

    @Override
    public void adopted(Takeover takeover) {
        takeover.lines().forEach(line -> print(out, line));
    }

    /** The id; empty for the base, as Alembic prints it. */
    private static String id(@Nullable Revision revision) {
        return revision == null ? "" : revision.id();
    }

    private static void print(PrintWriter to, String line) {
        to.println(line);
        to.flush();
    }
}
