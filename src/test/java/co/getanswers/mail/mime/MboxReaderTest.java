package co.getanswers.mail.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.getanswers.mail.UnreadableMail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MboxReaderTest {
    private static final String TWO = """
            From ada@example.org Mon Nov  2 09:00:00 2026
            Subject: one

            First.

            From ada@example.org Mon Nov  2 10:00:00 2026
            Subject: two

            Second.
            """;

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void eachMessageIsGivenWithoutWhatTheMailboxAdds(String end) throws IOException {
        assertThat(texts(TWO.replace("\n", end)))
                .containsExactly(
                        "Subject: one\n\nFirst.\n".replace("\n", end), "Subject: two\n\nSecond.\n".replace("\n", end));
    }

    @Test
    void aLineOfTheTextThatWasQuotedIsUnquotedOnce() throws IOException {
        assertThat(texts("From a Mon Nov  2 09:00:00 2026\nSubject: x\n\n>From here\n>>From there\n> From far\n"))
                .containsExactly("Subject: x\n\nFrom here\n>From there\n> From far\n");
    }

    @Test
    void aLineOfTheTextThatWasNotQuotedSeparatesNothing() throws IOException {
        var text = "From a Mon Nov  2 09:00:00 2026\nSubject: x\n\nHello.\n\nFrom Monday on we are closed.\nBye.\n";
        assertThat(texts(text)).hasSize(1);
    }

    @Test
    void aSeparatorWithoutADateIsKnownByTheHeaderBehindIt() throws IOException {
        assertThat(texts("From a\nSubject: x\n\nHello.\n\nFrom b\nSubject: y\n\nBye.\n"))
                .containsExactly("Subject: x\n\nHello.\n", "Subject: y\n\nBye.\n");
    }

    @Test
    void aSeparatorWithoutABlankLineBeforeItSeparates() throws IOException {
        assertThat(texts(TWO.replace("First.\n\n", "First.\n")))
                .containsExactly("Subject: one\n\nFirst.\n", "Subject: two\n\nSecond.\n");
        assertThat(texts("From a@x.example\nSubject: one\n\nFirst.\nFrom b@x.example\nSubject: two\n\nSecond.\n"))
                .hasSize(2);
        assertThat(texts("From - Mon Nov  2 09:00:00 2026\nSubject: one\n\nFirst.\n"
                        + "From - Mon Nov  2 10:00:00 2026\nX-Status: read\n\nSecond.\n"))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From Monday 10:30 on we are closed until 2027.\nNote: call first.",
                "From here on:\nSubject: none",
                "From ada@example.org Mon Nov  2 09:00:00 2026\nno field follows",
                "From Ada to Grace:\nPlan: none"
            })
    void textThatBeginsLikeASeparatorSeparatesNothing(String text) throws IOException {
        assertThat(texts("From a Mon Nov  2 09:00:00 2026\nSubject: x\n\nHello.\n" + text + "\n"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void aByteOrderMarkAndAllEndsOfLinesAreRead(String end) throws IOException {
        var mailbox = "\uFEFF" + TWO.replace("\n", end);
        assertThat(items(mailbox)).extracting(MboxReader.Item::number).containsExactly(1L, 2L);
        assertThat(MailFormat.of(bytes(mailbox))).isEqualTo(MailFormat.MBOX);
        assertThat(MailReader.read(items(mailbox).get(1).raw(), Eml.NOW).text()).isEqualTo("Second.");
    }

    @Test
    void aDeclaredLengthHoldsUnquotedSeparators() throws IOException {
        var body = "Look:\n\nFrom eve@example.org Mon Nov  2 09:00:00 2026\nSubject: inside\n\n>From here\n";
        var first = "From a Mon Nov  2 09:00:00 2026\nSubject: x\nContent-Length: %d\n\n";
        assertThat(texts(first.formatted(body.length()) + body + "\n" + TWO))
                .hasSize(3)
                .first()
                .asString()
                .endsWith(body);
        assertThat(texts(first.formatted(body.length()) + body)).hasSize(1);
        for (var wrong : new int[] {0, 5, body.length() + 30, 999_999, 999_999_999}) {
            assertThat(texts(first.formatted(wrong) + body + "\n" + TWO)).hasSize(4);
        }
    }

    @Test
    void aLengthThatOnlyALaterMessageDeclaresSwallowsNothing() throws IOException {
        var swallowing = "From eve Mon Nov  2 09:00:00 2026\nSubject: eve\nContent-Length: "
                + ("Hi.\n\n".length() + TWO.length()) + "\n\nHi.\n\n";
        assertThat(texts(TWO + "\n" + swallowing + TWO)).hasSize(5);
    }

    @Test
    void aLastMessageThatIsCutOffIsStillGiven() throws IOException {
        assertThat(texts(TWO.substring(0, TWO.length() - 5))).hasSize(2).last().isEqualTo("Subject: two\n\nSec");
    }

    @Test
    void whatStandsBeforeTheFirstMessageIsRefusedWithTheReason() throws IOException {
        var items = items("Notes of mine\nand more\n\n" + TWO);
        assertThat(items).extracting(MboxReader.Item::number).containsExactly(0L, 1L, 2L);
        assertThat(items.get(0).refusal()).startsWith("24 bytes before the first message");
    }

    @Test
    void eachItemSaysWhereItBegins() throws IOException {
        assertThat(items(TWO)).extracting(MboxReader.Item::offset).containsExactly(0L, (long) TWO.lastIndexOf("From "));
    }

    @Test
    void itTellsHowFarItHasCome() throws IOException {
        var reader = new MboxReader(stream(TWO));
        reader.next();
        assertThat(reader.consumed()).isEqualTo(TWO.lastIndexOf("From "));
        reader.next();
        assertThat(reader.consumed()).isEqualTo(TWO.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n"})
    void anEmptyMailboxIsRefused(String text) {
        assertThatThrownBy(() -> items(text)).isInstanceOf(UnreadableMail.class).hasMessage("The mailbox is empty.");
    }

    @Test
    void whatIsNoMailboxIsRefused() {
        assertThatThrownBy(() -> items("{\"not\": \"mail\"}"))
                .isInstanceOf(UnreadableMail.class)
                .hasMessageStartingWith("This is not a mailbox in the mbox format");
        assertThatThrownBy(() -> new MboxReader(endless()).next()).isInstanceOf(UnreadableMail.class);
    }

    @Test
    void aMessageOverTheBoundIsSkippedAndReadingGoesOn() throws IOException {
        var huge = new Repeated("0123456789 0123456789 0123456789\n", MailReader.MAX_SIZE + 1000L);
        var before = "From a Mon Nov  2 09:00:00 2026\nSubject: huge\n\n";
        var reader = new MboxReader(
                new SequenceInputStream(Collections.enumeration(List.of(stream(before), huge, stream("\n" + TWO)))));
        assertThat(reader.next().orElseThrow().refusal()).isEqualTo("The message is larger than 25 MiB.");
        assertThat(reader.next().orElseThrow().raw()).asString().contains("First.");
        assertThat(reader.next().orElseThrow().raw()).asString().contains("Second.");
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void aLineLongerThanTheBufferStaysOneLine() throws IOException {
        var line = "From " + "x".repeat(300_000);
        assertThat(texts("From a Mon Nov  2 09:00:00 2026\nSubject: x\n\n" + line + "\n\n" + TWO))
                .hasSize(3)
                .first()
                .isEqualTo("Subject: x\n\n" + line + "\n");
    }

    @Test
    void theFormatIsToldByTheFirstBytes() {
        assertThat(MailFormat.of(bytes(TWO))).isEqualTo(MailFormat.MBOX);
        assertThat(MailFormat.of(bytes("Subject: one\n\nHello"))).isEqualTo(MailFormat.MESSAGE);
        assertThat(MailFormat.of(bytes("From: ada@example.org\n\nHello"))).isEqualTo(MailFormat.MESSAGE);
        assertThat(MailFormat.of(bytes("<html>no: mail</html>"))).isEqualTo(MailFormat.UNKNOWN);
        assertThat(MailFormat.of(new byte[0])).isEqualTo(MailFormat.UNKNOWN);
    }

    private static List<String> texts(String mailbox) throws IOException {
        return items(mailbox).stream()
                .map(item -> new String(item.raw(), StandardCharsets.UTF_8))
                .toList();
    }

    private static List<MboxReader.Item> items(String mailbox) throws IOException {
        var reader = new MboxReader(stream(mailbox));
        var items = new ArrayList<MboxReader.Item>();
        for (var item = reader.next(); item.isPresent(); item = reader.next()) {
            items.add(item.get());
        }
        return items;
    }

    private static InputStream endless() {
        return new Repeated("no mail here, and no end\n", Long.MAX_VALUE);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A stream that repeats a text without keeping it. */
    private static final class Repeated extends InputStream {
        private final byte[] text;
        private long left;
        private int next;

        Repeated(String text, long length) {
            this.text = bytes(text);
            this.left = length - length % this.text.length;
        }

        @Override
        public int read() {
            if (left-- <= 0) {
                return -1;
            }
            var b = text[next];
            next = (next + 1) % text.length;
            return b;
        }
    }
}
