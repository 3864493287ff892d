package co.getanswers.mail.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.mail.Attachment;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharsetsTest {
    @ParameterizedTest
    @CsvSource({
        "utf-8, UTF-8, Grüße — 10 €",
        "'\"UTF8\"', UTF-8, Grüße — 10 €",
        "iso-8859-1, windows-1252, Grüße — 10 €",
        "iso-8859-15, ISO-8859-15, Grüße 10 €",
        "latin1, windows-1252, Grüße",
        "windows-1251, windows-1251, Привет",
        "koi8-r, KOI8-R, Привет",
        "shift_jis, windows-31j, こんにちは①",
        "iso-2022-jp, ISO-2022-JP, こんにちは",
        "euc-jp, EUC-JP, こんにちは",
        "ks_c_5601-1987, x-windows-949, 안녕하세요 똠",
        "euc-kr, EUC-KR, 안녕하세요",
        "gb2312, GB18030, 您好 镕",
        "gbk, GBK, 您好",
        "big5, Big5, 您好",
        "utf-16le, UTF-16LE, Grüße",
        "utf-16, UTF-16BE, Grüße",
        "utf-16, UTF-16LE, Grüße",
        "utf-16, UTF-16LE, Добрый день",
        "utf-16, UTF-16BE, Добрый день",
        "utf-16, UTF-16LE, 您好，请在周五之前回复我们的询价。谢谢。",
        "utf-16, UTF-16, Grüße",
        "iso-10646-ucs-2, UTF-16LE, Grüße",
        "x-unknown, UTF-16LE, Please answer: grüße",
        "macintosh, x-MacRoman, Grüße “neu”",
        "x-mac-roman, x-MacRoman, Grüße",
        "cp850, IBM850, Grüße ╔═╗",
        "cp-850, IBM850, Grüße",
        "dos-866, IBM866, Привет",
        "win-1251, windows-1251, Привет",
        "cp1252, windows-1252, Grüße",
        "x-unknown, UTF-8, Grüße",
        "x-unknown, windows-1252, Grüße",
        "us-ascii, UTF-8, Grüße",
        "utf-8, windows-1252, Grüße",
        "no such charset;, windows-1252, Grüße",
    })
    void bodiesAreReadInTheCharsetTheyAreIn(String named, String actual, String text) {
        var header = "Subject: x\r\nContent-Type: text/plain; charset=" + named
                + "\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";
        assertThat(body(header, text.getBytes(Charset.forName(actual)))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            utf-7              | Gr+APwA3w-e - bis +AOQ-hnlich   | Grüße - bis ähnlich
            unicode-1-1-utf-7  | 1 +- 1, +IKw- 5                 | 1 + 1, € 5
            UNICODE-2-0-UTF-7  | +ZeVnLIqe                       | 日本語
            hz-gb-2312         | Hi ~{<:Ky2;S{~} ~~              | Hi 己所不欲 ~
            """)
    void charsetsThatJavaLacksAreReadAsWell(String charset, String body, String text) {
        var header = "Subject: x\r\nContent-Type: text/plain; charset=" + charset + "\r\n\r\n";
        assertThat(body(header, body.getBytes(UTF_8))).isEqualTo(text);
    }

    @Test
    void celticTextIsRead() {
        var header = "Subject: x\r\nContent-Type: text/plain; charset=iso-8859-14\r\n\r\n";
        assertThat(body(header, new byte[] {(byte) 0xD0, 'y', (byte) 0xA1, (byte) 0xFE}))
                .isEqualTo("ŴyḂŷ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/html                    | KOI8-R       | <meta charset=koi8-r>
            text/html                    | KOI8-R       | <META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=koi8-r'>
            text/html; charset=us-ascii  | windows-1251 | <!-- <meta charset=x> --><meta name=a><meta charset="windows-1251" >
            text/html; charset=x-unknown | windows-1251 | <style>p { color: red }</style><meta charset = 'cp1251'/>
            application/xhtml+xml        | ISO-8859-5   | <?xml version="1.0" encoding="iso-8859-5"?>
            text/html                    | UTF-8        | <meta charset=koi8-r>
            text/html; charset=koi8-r    | KOI8-R       | <meta charset=windows-1251>
            """)
    void htmlThatDeclaresItsCharsetItselfIsBelievedBeforeAGuess(String type, String actual, String declaration) {
        var html = declaration + "<p>Ответьте до пятницы</p>";
        assertThat(body("Subject: x\r\nContent-Type: " + type + "\r\n\r\n", html.getBytes(Charset.forName(actual))))
                .isEqualTo("Ответьте до пятницы");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, Grüße 😀", "windows-1252, Grüße", "ISO-2022-JP, こんにちは"})
    void undeclaredBodiesAreGuessed(String actual, String text) {
        assertThat(body("Subject: x\r\n\r\n", text.getBytes(Charset.forName(actual))))
                .isEqualTo(text);
    }

    @Test
    void aTextThatIsDamagedInOnePlaceIsNotGivenUp() {
        var bytes = "Grüße aus Köln, schöne Straßen x".getBytes(UTF_8);
        bytes[bytes.length - 1] = (byte) 0xFC;
        assertThat(body("Subject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n", bytes))
                .isEqualTo("Grüße aus Köln, schöne Straßen \uFFFD");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=                         | Grüße
            =?utf-8?b?R3LDvMOfZQ==?=                            | Grüße
            =?utf-8?b?R3LDvMOfZQ?=                              | Grüße
            =?iso-8859-1?Q?Gr=FC=DFe_an_alle?=                  | Grüße an alle
            =?utf-8*de?Q?Gr=C3=BC=C3=9Fe?=                      | Grüße
            =?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?=            | Grüße
            =?utf-8?B?R3LD?= =?UTF-8?B?vMOfZQ==?=               | Grüße
            =?utf-8?Q?a?= =?iso-8859-1?Q?=FC?= =?koi8-r?B?0A==?= | aüп
            =?utf-8?Q?a?= b =?utf-8?Q?c?=                       | a b c
            =?utf-8?Q?Re:?= =?utf-8?Q??= =?utf-8?Q?x?=          | Re:x
            Re: =?utf-8?Q?x?=y                                  | Re: xy
            =?x-none?Q?Gr=C3=BC=C3=9Fe?=                        | Grüße
            =?utf-8?Q?Gr=FC=DFe?=                               | Grüße
            =?utf-8?Q?100=25_=ZZ=?=                             | 100% =ZZ=
            =?utf-8?X?what?=                                    | =?utf-8?X?what?=
            =?utf-8?Q?unfinished                                | =?utf-8?Q?unfinished
            =?iso-2022-jp?B?GyRCJDMkcyRLJEEkTxsoQg==?=          | こんにちは
            Grüße                                               | Grüße
            """)
    void subjectsAreDecoded(String field, String subject) {
        assertThat(Eml.read("Subject: " + field + "\n\n").subject()).isEqualTo(subject);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            =?iso-8859-1?Q?Grüße_aus_M=FCnchen?= | UTF-8        | Grüße aus München
            =?utf-8?Q?Grüße_aus_M=C3=BCnchen?=   | UTF-8        | Grüße aus München
            =?iso-8859-1?Q?Grüße_aus_M=FCnchen?= | windows-1252 | Grüße aus München
            =?koi8-r?Q?Привет_=F7=C1=CD?=        | KOI8-R       | Привет Вам
            Grüße =?iso-8859-1?Q?M=FCller?=      | UTF-8        | Grüße Müller
            """)
    void bytesThatAnEncodedWordLeavesRawAreRead(String field, String actual, String subject) {
        assertThat(Eml.read("Subject: " + field + "\n\n", Charset.forName(actual))
                        .subject())
                .isEqualTo(subject);
    }

    @Test
    void headersBeyondAsciiAreInTheCharsetOfTheBodyWhereTheyAreNotUtf8() {
        var mail = "Subject: Привет\nContent-Type: text/plain; charset=koi8-r\n\nПока";
        assertThat(Eml.read(mail, Charset.forName("KOI8-R")).subject()).isEqualTo("Привет");
        assertThat(Eml.read(mail, UTF_8).subject()).isEqualTo("Привет");
        assertThat(Eml.read("Subject: Grüße\n\n", ISO_8859_1).subject()).isEqualTo("Grüße");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            base64             | R3LDvMOfZQ==                    | Grüße
            BASE64             | R3LDvMOf ZQ                     | Grüße
            base64             | This was never base64, you see. | This was never base64, you see.
            quoted-printable   | Gr=C3=BC=C3=9Fe                 | Grüße
            quoted printable   | Gr=C3=BC=C3=9Fe                 | Grüße
            Quoted-Printable;  | Gr=C3=BC=C3=9Fe                 | Grüße
            quoted-printable   | 100% =ZZ                        | 100% =ZZ
            8bits              | Grüße                           | Grüße
            7-bit              | Grüße                           | Grüße
            binary             | Grüße                           | Grüße
            text/html          | Gr=FC=DFe                       | Gr=FC=DFe
            """)
    void transferEncodingsAreUndoneAlsoUnderWrongNames(String encoding, String body, String text) {
        assertThat(Eml.read("Subject: x\nContent-Transfer-Encoding: " + encoding + "\n\n" + body)
                        .text())
                .isEqualTo(text);
    }

    @Test
    void uuencodedTextIsDecoded() {
        var mail = "Subject: x\nContent-Transfer-Encoding: x-uuencode\n\n"
                + "begin 644 note.txt\n.2&5L;&\\L('=O<FQD(0H`\n`\nend\n";
        assertThat(Eml.read(mail).text()).isEqualTo("Hello, world!");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            filename="plan.pdf"                                  | plan.pdf
            filename=plan of the house.pdf                       | plan of the house.pdf
            filename="=?utf-8?Q?Ma=C3=9Fe.pdf?="                 | Maße.pdf
            filename*=utf-8''Ma%C3%9Fe.pdf                       | Maße.pdf
            filename*=iso-8859-1'de'Ma%DFe.pdf                   | Maße.pdf
            filename*=nonsense                                   | nonsense
            filename="a.pdf"; filename*=utf-8''b.pdf             | b.pdf
            filename*0="pl"; filename*1="an"; filename*2=".pdf"  | plan.pdf
            filename*1*=%C3%9Fe; filename*0*=utf-8''Ma           | Maße
            filename=Maße.pdf                                    | Maße.pdf
            """)
    void fileNamesAreDecoded(String parameters, String name) {
        var mail = "Subject: x\nContent-Type: application/pdf\nContent-Disposition: attachment; " + parameters
                + "\n\n%PDF";
        assertThat(Eml.read(mail).attachments()).extracting(Attachment::name).containsExactly(name);
    }

    private static String body(String header, byte[] body) {
        var head = header.getBytes(UTF_8);
        var raw = new byte[head.length + body.length];
        System.arraycopy(head, 0, raw, 0, head.length);
        System.arraycopy(body, 0, raw, head.length, body.length);
        return MailReader.read(raw, Eml.NOW).text();
    }
}
