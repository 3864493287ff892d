package co.getanswers.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes messages as a mailbox file of the form mboxrd, piece by piece: a line of {@code >} and {@code From } gets one more
 * {@code >}, so that reading the file gives the bytes back.
 */
final class MboxWriter {
    private static final byte[] SEPARATOR = "From ".getBytes(StandardCharsets.US_ASCII);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The bytes of {@code >} and of the separator that the line begins with, as long as nothing else was in it. */
    private int quotes;

    private int matched;
    private boolean atBeginning = true;
    private int last = '\n';

    /** @param sender the address of the author, as the mail has it */
    void begin(OutputStream out, String sender, Instant sentAt) throws IOException {
        var address = sender.replaceAll("[^!-~]", "");
        out.write(("From " + (address.isEmpty() ? "MAILER-DAEMON" : address) + " " + TIME.format(sentAt) + "\n")
                .getBytes(StandardCharsets.US_ASCII));
        atBeginning = true;
        last = '\n';
    }

    void append(OutputStream to, byte[] piece) throws IOException {
        var out = new BufferedOutputStream(to);
        var at = 0;
        while (at < piece.length) {
            if (atBeginning) {
                decide(out, piece[at++]);
            } else {
                var from = at;
                while (at < piece.length && piece[at++] != '\n') {
                    // The rest of the line is written at once.
                }
                out.write(piece, from, at - from);
                last = piece[at - 1];
                atBeginning = last == '\n';
            }
        }
        out.flush();
    }

    /** Takes one more byte of the beginning of a line, and writes the beginning once it is clear what it is. */
    private void decide(OutputStream out, byte next) throws IOException {
        if (next == '>' && matched == 0) {
            quotes++;
            return;
        }
        if (next == SEPARATOR[matched]) {
            matched++;
            if (matched == SEPARATOR.length) {
                out.write('>');
                writeBeginning(out);
            }
            return;
        }
        writeBeginning(out);
        out.write(next);
        last = next;
        atBeginning = next == '\n';
    }

    private void writeBeginning(OutputStream out) throws IOException {
        for (; quotes > 0; quotes--) {
            out.write('>');
            last = '>';
        }
        if (matched > 0) {
            out.write(SEPARATOR, 0, matched);
            last = SEPARATOR[matched - 1];
            matched = 0;
        }
        atBeginning = false;
    }

    void end(OutputStream out) throws IOException {
        writeBeginning(out);
        out.write((last == '\n' ? "\n" : "\n\n").getBytes(StandardCharsets.US_ASCII));
    }
}
