package co.getanswers.mail.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.instancio.Instancio.gen;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import co.getanswers.Property;
import co.getanswers.mail.CleanText;
import co.getanswers.mail.ParsedMail;
import co.getanswers.mail.UnreadableMail;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.instancio.junit.InstancioExtension;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InstancioExtension.class)
class HostileMailTest {
    private static final int MAX = MailReader.MAX_SIZE;

    /** The size of hostile mail: work that grows faster than its size shows in a quarter of the largest. */
    private static final int HOSTILE = MAX / 4;

    /** Generous, for a busy machine: on an idle one the slowest takes a second. */
    private static final Duration BOUND = Duration.ofSeconds(15);

    @TestFactory
    List<DynamicTest> mailMadeToHurtIsReadInBoundedTime() {
        return Map.<String, Supplier<String>>ofEntries(
                        Map.entry("nesting", () -> nested(10_000)),
                        Map.entry("nesting as wide as deep", () -> nested(24) + filled("text\n", "")),
                        Map.entry("parts", () -> filled("--b\n\n", "Content-Type: multipart/mixed; boundary=b\n\n")),
                        Map.entry("fields", () -> filled("a: b\n", "")),
                        Map.entry("header lines", () -> filled(" and on\n", "X-Endless: yes\n")),
                        Map.entry("one header line", () -> filled("x", "X-Endless: ")),
                        Map.entry("recipients", () -> filled("a b <c@d>,", "To: ")),
                        Map.entry("recipient fields", () -> filled("To: \"a\" \"b\" <c@d>\n", "")),
                        Map.entry("comments", () -> filled("(", "To: ")),
                        Map.entry("references", () -> filled("<a@b> ", "References: ")),
                        Map.entry("encoded words", () -> filled("=?utf-8?Q?a?= ", "Subject: ")),
                        Map.entry("broken encoded words", () -> filled("=?utf-8?Q?", "Subject: ")),
                        Map.entry("parameters", () -> filled("a=b;", "Content-Type: text/plain;")),
                        Map.entry(
                                "parameters of parts",
                                () -> filled(
                                        "--b\nContent-Type: text/plain" + "; a b".repeat(1000) + "\n\n",
                                        "Content-Type: multipart/mixed; boundary=b\n\n")),
                        Map.entry("received", () -> filled("Received: x; 1 Jan 2026 10:00\n", "")),
                        Map.entry("base64", () -> filled("QUFB\n", "Content-Transfer-Encoding: base64\n\n")),
                        Map.entry(
                                "quoted-printable",
                                () -> filled("=41=\n", "Content-Transfer-Encoding: quoted-printable\n\n")),
                        Map.entry("blanks", () -> filled("  \t ", "Content-Transfer-Encoding: quoted-printable\n\n")),
                        Map.entry("elements", () -> filled("<b><a href=x>", "Content-Type: text/html\n\n")),
                        Map.entry("deep elements", () -> filled("<div>", "Content-Type: text/html\n\n")),
                        Map.entry("tables", () -> filled("<table><tr><td>", "Content-Type: text/html\n\n")),
                        Map.entry("attributes", () -> filled("a=b ", "Content-Type: text/html\n\n<p ")),
                        Map.entry(
                                "links",
                                () -> filled(
                                        "<a href='http://x?" + "y".repeat(200) + "'>z</a>",
                                        "Content-Type: text/html\n\n")),
                        Map.entry("list items", () -> filled("<li>", "Content-Type: text/html\n\n<ul>")))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    var raw = entry.getValue().get().getBytes(StandardCharsets.ISO_8859_1);
                    var mail = assertTimeoutPreemptively(BOUND, () -> MailReader.read(raw, Eml.NOW));
                    assertThat(mail.subject()).hasSizeLessThanOrEqualTo(512);
                }))
                .toList();
    }

    @Test
    void textOf25MiBIsStoredWhole() {
        var mail = MailReader.read(filled("0123456789\n", "\n", MAX).getBytes(StandardCharsets.ISO_8859_1), Eml.NOW);
        assertThat(mail.text().length()).isGreaterThan(MAX - 5000);
    }

    @Test
    void aMessageOver25MiBIsRefused() {
        assertThatThrownBy(() -> MailReader.read(new byte[MAX + 1], Eml.NOW))
                .isInstanceOf(UnreadableMail.class)
                .hasMessage("The message is larger than 25 MiB.");
    }

    @Test
    void whatStandsOutsideOfADeepNestingIsRead() {
        var mail = Eml.read(nested(10_000) + "\n--b0\nContent-Type: text/plain\n\nAfter it.\n--b0--\n");
        assertThat(mail.text()).contains("After it.");
    }

    @Test
    void whatStandsBehindAnEndlessHeaderIsRead() {
        var mail = Eml.read("X-Endless: " + "x\n ".repeat(2_000_000) + "x\nSubject: There\n\nHello.\n");
        assertThat(mail.subject()).isEqualTo("There");
        assertThat(mail.text()).isEqualTo("Hello.");
    }

    @Test
    void nulCharactersAreReplacedEverywhere() {
        var mail = Eml.read("""
                From: A\0da <a\0@example.org>
                To: R\0 <r\0@example.org>
                Subject: s\0 =?utf-8?Q?=00?=
                Message-ID: <i\0@x>
                References: <r\0@x>
                Content-Type: multipart/mixed; boundary=b

                --b

                te\0xt
                --b
                Content-Type: text/html

                <p><a href="http://x/\0">h\0</a>
                --b
                Content-Type: application/pdf; name="f\0"

                --b--
                """);
        assertClean(mail);
        assertThat(mail.text()).startsWith("te\uFFFDxt");
    }

    @Test
    void nulCharactersAreReplacedInWhatStandsBeforeTheParts() {
        assertClean(Eml.read("Subject: x\nContent-Type: multipart/mixed; boundary=b\n\nno\0thing\n"));
    }

    @Test
    void loneSurrogatesAreReplaced() {
        var utf16 = "Subject: x\nContent-Type: text/plain; charset=utf-16be\n\n".getBytes(StandardCharsets.US_ASCII);
        var raw = Arrays.copyOf(utf16, utf16.length + 6);
        raw[utf16.length] = (byte) 0xD8;
        raw[utf16.length + 3] = 'x';
        raw[utf16.length + 4] = (byte) 0xDC;
        assertClean(MailReader.read(raw, Eml.NOW));
        assertThat(CleanText.of("a\uD83Db\uDE00c\uD83D\uDE00")).isEqualTo("a\uFFFDb\uFFFDc\uD83D\uDE00");
    }

    @Test
    void anyBytesAreReadOrRefused() {
        Property.forAll(() -> bytes(0, 2000)).holds(2000, bytes -> readOrRefuse(raw(bytes)));
    }

    private record Tampering(String file, List<Integer> places, List<Byte> bytes, boolean insert) {}

    @Test
    void anyMailThatWasTamperedWithIsReadOrRefused() {
        Property.forAll(() -> new Tampering(
                        gen().oneOf(
                                        "nested.eml",
                                        "html-only.eml",
                                        "lying-link.eml",
                                        "bounce.eml",
                                        "list.eml",
                                        "no-reply.eml",
                                        "newsletter.eml")
                                .get(),
                        Property.list(0, 20, gen().ints().range(0, 4000)::get),
                        bytes(1, 20),
                        gen().booleans().get()))
                .holds(2000, HostileMailTest::tamper);
    }

    private static void tamper(Tampering how) {
        var raw = Eml.file(how.file());
        for (var i = 0; i < how.places().size(); i++) {
            var place = how.places().get(i) % raw.length;
            var b = how.bytes().isEmpty() ? 0 : how.bytes().get(i % how.bytes().size());
            if (how.insert()) {
                var longer = new ByteArrayOutputStream();
                longer.write(raw, 0, place);
                longer.write(b);
                longer.write(raw, place, raw.length - place);
                raw = longer.toByteArray();
            } else {
                raw[place] = b;
            }
        }
        readOrRefuse(raw);
        readOrRefuse(
                Arrays.copyOf(raw, how.places().isEmpty() ? 10 : how.places().get(0) % raw.length));
    }

    private static List<Byte> bytes(int min, int max) {
        return Property.list(min, max, gen().bytes().range(Byte.MIN_VALUE, Byte.MAX_VALUE)::get);
    }

    private static byte[] raw(List<Byte> bytes) {
        var raw = new byte[bytes.size()];
        for (var i = 0; i < raw.length; i++) {
            raw[i] = bytes.get(i);
        }
        return raw;
    }

    private static void readOrRefuse(byte[] raw) {
        try {
            assertClean(MailReader.read(raw, Eml.NOW));
        } catch (UnreadableMail refused) {
            assertThat(refused.getMessage()).endsWith(".");
        }
    }

    private static void assertClean(ParsedMail mail) {
        // A record's text holds all its parts.
        var all = mail.toString();
        assertThat(CleanText.of(all)).isEqualTo(all);
        assertThat(mail.messageId()).isNotEmpty().hasSizeLessThanOrEqualTo(255);
        assertThat(mail.sender().email()).hasSizeLessThanOrEqualTo(255);
        assertThat(mail.sender().name()).hasSizeLessThanOrEqualTo(255);
        assertThat(mail.subject()).hasSizeLessThanOrEqualTo(512);
        assertThat(mail.references())
                .allSatisfy(id -> assertThat(id).isNotEmpty().hasSizeLessThanOrEqualTo(255));
        assertThat(mail.sentAt()).isBetween("1970-01-01T00:00:00Z", "2026-11-23T00:00:00Z");
    }

    private static String nested(int depth) {
        var mail = new StringBuilder("Subject: deep\nContent-Type: multipart/mixed; boundary=b0\n\n");
        for (var i = 1; i <= depth; i++) {
            mail.append("--b")
                    .append(i - 1)
                    .append("\nContent-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n");
        }
        return mail.append("--b").append(depth).append("\n\nThe bottom.\n").toString();
    }

    /** A message of the greatest size. */
    private static String filled(String filling, String before) {
        return filled(filling, before, HOSTILE);
    }

    private static String filled(String filling, String before, int size) {
        var beginning = "Subject: x\n" + before;
        return beginning + filling.repeat((size - beginning.length() - 4000) / filling.length());
    }
}
