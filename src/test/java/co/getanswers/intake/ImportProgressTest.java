package co.getanswers.intake;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.intake.ImportProgress.Mode;
import co.getanswers.intake.MailboxImport.Totals;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ImportProgressTest {
    private static final long MIB = 1024 * 1024;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(written, true, StandardCharsets.UTF_8);

    @Test
    void aTerminalShowsTheLastStateInOneLine() {
        try (var progress =
                new ImportProgress("inbox.mbox", 8 * MIB, Mode.TERMINAL, err, number -> "message " + number)) {
            progress.stored(new Totals(90, 10, 0, 2 * MIB));
            progress.stored(new Totals(190, 10, 0, 4 * MIB));
        }
        assertThat(lines())
                .containsExactly("inbox.mbox: 4 of 8 MiB (50 %), 190 messages imported, 10 there already, 0 refused");
    }

    @Test
    void aRefusalHasALineOfItsOwn() {
        try (var progress = new ImportProgress("inbox.mbox", -1, Mode.TERMINAL, err, number -> "message " + number)) {
            progress.stored(new Totals(1, 0, 0, MIB));
            progress.refused(IngestOutcome.refused(2, "The message is empty."));
        }
        assertThat(lines())
                .containsExactly(
                        "inbox.mbox: 1 MiB, 1 messages imported, 0 there already, 0 refused",
                        "inbox.mbox: message 2 was refused: The message is empty.");
    }

    @Test
    void aQuietImportTellsOnlyOfRefusals() {
        try (var progress = new ImportProgress("inbox.mbox", 8 * MIB, Mode.QUIET, err, number -> "message " + number)) {
            progress.stored(new Totals(1, 0, 1, MIB));
            progress.refused(IngestOutcome.refused(2, "The message is empty."));
        }
        assertThat(lines()).containsExactly("inbox.mbox: message 2 was refused: The message is empty.");
    }

    /** The lines as a terminal leaves them: text after a carriage return replaces the text before it. */
    private String[] lines() {
        return Stream.of(written.toString(StandardCharsets.UTF_8).split(System.lineSeparator()))
                .map(line -> line.substring(line.lastIndexOf('\r') + 1).replace("\u001B[K", ""))
                .toArray(String[]::new);
    }
}
