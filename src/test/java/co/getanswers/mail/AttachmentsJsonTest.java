package co.getanswers.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AttachmentsJsonTest {
    @Test
    void theyAreReadAsTheyWereWritten() {
        var attachments = List.of(
                new Attachment(1, "Entwürfe \"neu\".pdf", "application/pdf", 3_000_000_000L, false, "ab", null),
                new Attachment(2, "logo.png", "image/png", 0, true, "cd", "logo@acme.example"));

        assertThat(AttachmentsJson.read(AttachmentsJson.write(attachments))).isEqualTo(attachments);
    }

    @Test
    void noneAreAbsent() {
        assertThat(AttachmentsJson.write(List.of())).isNull();
        assertThat(AttachmentsJson.read(null)).isEmpty();
    }
}
