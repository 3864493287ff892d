package co.getanswers.mail.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import co.getanswers.mail.Attachment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttachmentTest {
    /** SHA-256 of "plans". */
    private static final String PLANS = "c404dc69b55c0692366e3f28e6d8bc2e506bedbd4f519644adb5802500d83331";

    @Test
    void itIsDescribedByItsDecodedContent() {
        var attachments = attachments("""
                Content-Type: Application/PDF; name="Garden plan.pdf"
                Content-Disposition: attachment
                Content-Transfer-Encoding: base64

                cGxh
                bnM=
                """);

        assertThat(attachments)
                .containsExactly(new Attachment(1, "Garden plan.pdf", "application/pdf", 5, false, PLANS, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Content-Disposition: inline                                  | true  | -
            Content-Disposition: attachment                              | false | -
            X-Nothing: 1                                                 | false | -
            Content-ID: <logo@acme.example>                              | true  | logo@acme.example
            Content-ID: <logo@acme.example>\\nContent-Disposition: inline | true  | logo@acme.example
            Content-ID: <a@b.example>\\nContent-Disposition: attachment   | false | a@b.example
            """)
    void itIsInlineIfItBelongsIntoTheText(String fields, boolean inline, String contentId) {
        var attachment = attachments("Content-Type: image/png\n" + fields.replace("\\n", "\n") + "\n\nplans\n")
                .get(0);

        assertThat(attachment.inline()).isEqualTo(inline);
        assertThat(attachment.contentId()).isEqualTo(contentId);
    }

    @Test
    void theyAreNumberedFromOneInTheirOrder() {
        assertThat(attachments("""
                Content-Type: image/png

                a
                --b
                Content-Type: text/plain

                Words in between.
                --b
                Content-Type: message/rfc822

                Subject: within

                b
                """))
                .extracting(Attachment::number, Attachment::name)
                .containsExactly(tuple(1, "image/png"), tuple(2, "message/rfc822"));
    }

    private static List<Attachment> attachments(String part) {
        return Eml.read("Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n" + part + "--b--\n")
                .attachments();
    }
}
