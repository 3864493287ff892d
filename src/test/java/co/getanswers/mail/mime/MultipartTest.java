package co.getanswers.mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.mail.Attachment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTest {
    @Test
    void ofAlternativesThePlainOneIsRead() {
        var mail = Eml.read("""
                Subject: x
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/html

                <p>Hello.</p>
                --b
                Content-Type: text/plain

                Hello, plainly.
                --b--
                """);
        assertThat(mail.text()).isEqualTo("Hello, plainly.");
        assertThat(mail.html()).startsWith("<p>Hello.</p>");
    }

    @Test
    void anEmptyPlainAlternativeCountsForNothing() {
        var mail = Eml.read("""
                Subject: x
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/plain


                --b
                Content-Type: text/html

                <p>Hello.</p>
                --b--
                """);
        assertThat(mail.text()).isEqualTo("Hello.");
    }

    @Test
    void textBesideHtmlIsReadInOrder() {
        var mail = Eml.read("""
                Subject: x
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/html

                <p>Hello.</p>
                --b
                Content-Type: text/plain

                A list's footer.
                --b--
                """);
        assertThat(mail.text()).isEqualTo("Hello.\n\nA list's footer.");
    }

    @Test
    void anAttachedTextIsNotTheText() {
        var mail = Eml.read("""
                Subject: x
                Content-Type: multipart/mixed; boundary=b

                --b

                See attached.
                --b
                Content-Type: text/plain; name=notes.txt
                Content-Disposition: attachment

                My notes.
                --b--
                """);
        assertThat(mail.text()).isEqualTo("See attached.");
        assertThat(mail.attachments()).extracting(Attachment::name).containsExactly("notes.txt");
    }

    @Test
    void aMissingLastBoundaryIsNoLoss() {
        var mail = Eml.read("""
                Subject: x
                Content-Type: multipart/mixed; boundary="b"

                --b
                Content-Type: text/plain

                Cut off here""");
        assertThat(mail.text()).isEqualTo("Cut off here");
    }

    @Test
    void aBoundaryThatBeginsLikeAnotherIsAnother() {
        var mail = Eml.read("""
                Subject: x
                Content-Type: multipart/mixed; boundary="b"

                --b
                Content-Type: multipart/alternative; boundary="b_alt"

                --b_alt
                Content-Type: text/plain

                Inside.
                --b_alt--
                --b
                Content-Type: text/plain

                Outside.
                --b--
                """);
        assertThat(mail.text()).isEqualTo("Inside.\n\nOutside.");
    }

    @Test
    void aBoundaryThatNeverComesLeavesTheTextAsItIs() {
        var mail = Eml.read("""
                Subject: x
                Content-Type: multipart/mixed; boundary="announced"

                --used
                Content-Type: text/plain

                Hello.
                --used--
                """);
        assertThat(mail.text()).isEqualTo("Hello.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "boundary=\"=_one:two\"",
                "boundary=\n \"=_one:two\"",
                "boundary*=us-ascii''%3D_one%3Atwo",
                "boundary*=\"us-ascii''=_one:two\"",
                "boundary*0=\"=_one\";\n boundary*1=\":two\"",
                "boundary=\"=_one:\n two\"",
                "boundary=\"=_one:\n\ttwo\"; charset=utf-8",
                "BOUNDARY =  \"=_one:two\"",
                "boundary=\"announced\"",
                "charset=utf-8"
            })
    void aBoundaryIsFoundAsOddlyAsItMayBeDeclared(String parameter) {
        var mail = Eml.read("Subject: x\nContent-Type: multipart/mixed; " + parameter + """


                This is a message in MIME format.
                --=_one:two
                Content-Type: text/plain

                Hello.
                --=_one:two
                Content-Type: application/pdf; name=plan.pdf

                %PDF
                --=_one:two--
                """);
        assertThat(mail.text()).isEqualTo("Hello.");
        assertThat(mail.attachments()).extracting(Attachment::name).containsExactly("plan.pdf");
    }

    @Test
    void theTextBeforeTheFirstPartIsNeverShown() {
        var mail = Eml.read("""
                Subject: x
                Content-Type: multipart/mixed; boundary="b"

                Your mail program does not understand MIME.
                --b
                Content-Type: application/pdf; name=plan.pdf

                %PDF
                --b--
                """);
        assertThat(mail.text()).isEmpty();
    }

    @Test
    void aMultipartInsideWhoseBoundaryNeverComesIsText() {
        var mail = Eml.read("""
                Subject: x
                Content-Type: multipart/mixed; boundary="b"

                --b
                Content-Type: multipart/alternative; boundary="announced"

                Hello.
                --b--
                """);
        assertThat(mail.text()).isEqualTo("Hello.");
    }

    @Test
    void otherParametersOfAFieldWithAnOddBoundaryStay() {
        var mail = Eml.read("""
                Subject: x
                Content-Type: multipart/report; boundary*=us-ascii''b; report-type=disposition-notification

                --b

                Your mail was read.
                --b--
                """);
        assertThat(mail.automation().bounce()).isFalse();
        assertThat(mail.text()).isEqualTo("Your mail was read.");
    }

    @Test
    void aMultipartWithoutABoundaryIsText() {
        assertThat(Eml.read("Subject: x\nContent-Type: multipart/mixed\n\nHello.\n")
                        .text())
                .isEqualTo("Hello.");
    }

    @Test
    void aSecondContentTypeIsIgnored() {
        var mail = Eml.read("""
                Subject: x
                Content-Type: multipart/mixed; boundary="b"
                Content-Type: text/plain

                --b

                Hello.
                --b--
                """);
        assertThat(mail.text()).isEqualTo("Hello.");
    }

    @Test
    void aReportIsReadAndNotWhatItReportsOf() {
        var mail = Eml.readFile("bounce.eml");
        assertThat(mail.text())
                .startsWith("Your message to lee@elsewhere.example")
                .doesNotContain("Hello Lee");
        assertThat(mail.subject()).isEqualTo("Undelivered Mail Returned to Sender");
    }

    @Test
    void aLineThatIsNoFieldDoesNotEndTheHeader() {
        var mail = Eml.read("Subject: x\nthis is no field\nFrom: ada@example.org\n\nHello.\n");
        assertThat(mail.sender().email()).isEqualTo("ada@example.org");
        assertThat(mail.text()).isEqualTo("Hello.");
    }

    @Test
    void oldMachinesEndLinesWithCarriageReturnsAlone() {
        var mail = Eml.read("Subject: x\rFrom: ada@example.org\r\rHello.\rBye.\r");
        assertThat(mail.subject()).isEqualTo("x");
        assertThat(mail.text()).isEqualTo("Hello.\nBye.");
    }
}
