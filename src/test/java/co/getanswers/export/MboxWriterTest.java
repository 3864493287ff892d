package co.getanswers.export;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.mail.mime.MboxReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MboxWriterTest {
    private static final String MAIL = "From: Ann <ann@example.org>\r\nSubject: Lines\r\n\r\n"
            + "From here on\r\n>From there\r\n>>From afar\r\n> quoted\r\nFrom\r\nFro\r\n\r\nFromage\r\n>\r\nthe end";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void whatIsReadAgainIsWhatWasWritten(int pieces) throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = new MboxWriter();
        var bytes = MAIL.getBytes(StandardCharsets.US_ASCII);
        for (var time = 0; time < 2; time++) {
            writer.begin(out, "ann@example.org", Instant.parse("2026-11-20T10:00:00Z"));
            for (var at = 0; at < bytes.length; at += pieces) {
                writer.append(out, Arrays.copyOfRange(bytes, at, Math.min(at + pieces, bytes.length)));
            }
            writer.end(out);
        }

        assertThat(out.toString(StandardCharsets.US_ASCII))
                .startsWith("From ann@example.org Fri Nov 20 10:00:00 2026\n")
                .contains("\r\n>From here on", "\r\n>>From there", "\r\n>>>From afar", "\r\nFrom\r\n");
        var reader = new MboxReader(new ByteArrayInputStream(out.toByteArray()));
        for (var time = 0; time < 2; time++) {
            var read = reader.next().orElseThrow();
            assertThat(new String(read.raw(), StandardCharsets.US_ASCII).strip())
                    .isEqualTo(MAIL);
        }
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void aSenderCannotWriteALineOfItsOwn() throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = new MboxWriter();
        writer.begin(out, "a b\r\nFrom c@example.org", Instant.EPOCH);
        writer.end(out);

        assertThat(out.toString(StandardCharsets.US_ASCII))
                .isEqualTo("From abFromc@example.org Thu Jan 1 00:00:00 1970\n\n");
    }
}
