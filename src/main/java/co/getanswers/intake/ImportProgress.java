package co.getanswers.intake;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongFunction;

/**
 * Shows the progress of an import: on a terminal, one line that each batch rewrites; elsewhere, such as in a container's
 * log, a line every ten seconds.
 */
final class ImportProgress implements MailboxImport.Listener, AutoCloseable {
    private static final Duration LINE_INTERVAL = Duration.ofSeconds(10);
    private static final String REWRITE = "\r";

    /** ECMA-48, section 8.3.41. */
    private static final String ERASE_TO_END_OF_LINE = "\u001B[K";

    private final String file;
    private final long size;
    private final PrintStream err;
    private final Mode mode;
    private final LongFunction<String> names;
    private MailboxImport.Totals totals = MailboxImport.Totals.NONE;
    private Instant lastLine = Instant.now();
    private boolean lineIsOpen;

    enum Mode {
        QUIET,
        LINES,
        TERMINAL
    }

    /**
     * @param size in bytes; -1 if unknown
     * @param names the words for a message, by its number
     */
    ImportProgress(String file, long size, Mode mode, PrintStream err, LongFunction<String> names) {
        this.file = file;
        this.size = size;
        this.mode = mode;
        this.err = err;
        this.names = names;
    }

    /** Picks the way of showing that fits the terminal. */
    static ImportProgress of(String file, long size, boolean quiet, PrintStream err, LongFunction<String> names) {
        var mode = quiet ? Mode.QUIET : System.console() == null ? Mode.LINES : Mode.TERMINAL;
        return new ImportProgress(file, size, mode, err, names);
    }

    @Override
    public void refused(IngestOutcome outcome) {
        endLine();
        err.println(file + ": " + names.apply(outcome.number()) + " was refused: " + outcome.reason());
    }

    @Override
    public void keptBeside(IngestOutcome outcome) {
        err.println(file + ": " + names.apply(outcome.number()) + ": " + outcome.reason());
    }

    @Override
    public void stored(MailboxImport.Totals totals) {
        this.totals = totals;
        if (mode == Mode.TERMINAL) {
            err.print(REWRITE + line(totals) + ERASE_TO_END_OF_LINE);
            err.flush();
            lineIsOpen = true;
        } else if (mode == Mode.LINES
                && Duration.between(lastLine, Instant.now()).compareTo(LINE_INTERVAL) > 0) {
            lastLine = Instant.now();
            err.println(line(totals));
        }
    }

    /** The totals of the batches that are stored. */
    MailboxImport.Totals totals() {
        return totals;
    }

    private String line(MailboxImport.Totals totals) {
        var read = size > 0
                ? "%,d of %,d MiB (%d %%)"
                        .formatted(totals.bytes() >> 20, size >> 20, Math.min(100, totals.bytes() * 100 / size))
                : "%,d MiB".formatted(totals.bytes() >> 20);
        return "%s: %s, %,d messages imported, %,d there already, %,d refused"
                .formatted(file, read, totals.imported(), totals.duplicates(), totals.failed());
    }

    private void endLine() {
        if (lineIsOpen) {
            err.println();
            lineIsOpen = false;
        }
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public void close() {
        endLine();
    }
}
