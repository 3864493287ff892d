package co.getanswers.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DraftTextTest {
    private static String hash(String field) {
        return DraftText.hash(("From: mara@example.org\r\nTo: ann@client.example\r\n" + field
                        + "Subject: Re: Contract\r\n\r\nHere it is.\r\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aHiddenRecipientMakesItAnotherDraft() {
        assertThat(hash("Bcc: boss@example.org\r\n"))
                .isNotEqualTo(hash(""))
                .isNotEqualTo(hash("Bcc: boss@example.org, aunt@example.org\r\n"))
                .isEqualTo(hash("BCC:  boss@example.org \r\n"));
    }

    @Test
    void anEmptyFieldIsNoRecipient() {
        assertThat(hash("Bcc: \r\n")).isEqualTo(hash(""));
    }
}
