package co.getanswers.intake;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows the progress of an import: a bar on a terminal, a line every ten seconds elsewhere. */
final class ImportProgress implements MailboxImport.Listener, AutoCloseable {
    private static final Duration LINE_INTERVAL = Duration.ofSeconds(10);

    private final String file;
    private final PrintStream err;
    private final boolean lines;
    private final @Nullable ProgressBar bar;
    private Instant lastLine = Instant.now();

    private ImportProgress(String file, PrintStream err, boolean lines, @Nullable ProgressBar bar) {
        this.file = file;
        this.err = err;
        this.lines = lines;
        this.bar = bar;
    }

    /** @param size in bytes; -1 if unknown */
    static ImportProgress of(String file, long size, boolean quiet, PrintStream err) {
        var terminal = System.console() != null;
        return new ImportProgress(file, err, !quiet && !terminal, quiet || !terminal ? null : bar(file, size));
    }

    private static ProgressBar bar(String file, long size) {
        return new ProgressBarBuilder()
                .setTaskName(file)
                .setInitialMax(size)
                .setUnit(" MiB", 1024L * 1024)
                .setStyle(ProgressBarStyle.ASCII)
                .build();
    }

    @Override
    public void refused(IngestOutcome outcome) {
        err.println(file + ": message " + outcome.number() + " was refused: " + outcome.reason());
    }

    @Override
    public void stored(MailboxImport.Totals totals) {
        if (bar != null) {
            bar.stepTo(totals.bytes());
            bar.setExtraMessage(" %,d messages".formatted(totals.imported() + totals.duplicates()));
        } else if (lines && Duration.between(lastLine, Instant.now()).compareTo(LINE_INTERVAL) > 0) {
            lastLine = Instant.now();
            err.printf(
                    "%s: %,d MiB, %,d messages imported, %,d there already, %,d refused%n",
                    file, totals.bytes() >> 20, totals.imported(), totals.duplicates(), totals.failed());
        }
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
