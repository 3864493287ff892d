package co.getanswers.mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.mail.GmailFields;
import co.getanswers.mail.ParsedMail;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GmailFieldReaderTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Inbox,Opened,Important           | false | false | false
            Sent,Opened                      | true  | false | false
            Archived,Gesendet                | true  | false | false
            =?UTF-8?Q?Messages_envoy=C3=A9s?= | true | false | false
            =?UTF-8?Q?Entw=C3=BCrfe?=        | false | true  | false
            Drafts                           | false | true  | false
            Spam,Unread                      | false | false | true
            Papierkorb                       | false | false | true
            Sent to the customer             | false | false | false
            """)
    void labelsTellDirectionAndStatus(String labels, boolean sent, boolean draft, boolean discarded) {
        assertThat(read("X-GM-THRID: 1811000000000000001\nX-Gmail-Labels: " + labels, true)
                        .gmail())
                .isEqualTo(new GmailFields("1921f6e7a83b8001", sent, draft, discarded));
    }

    @Test
    void theFieldsCountOnlyInAMailboxThatGmailExported() {
        var fields = "X-GM-THRID: 1811000000000000001\nX-Gmail-Labels: Sent";
        assertThat(read(fields, false).gmail()).isEqualTo(GmailFields.NONE);
        assertThat(read("X-Gmail-Labels: Sent", true).gmail()).isEqualTo(GmailFields.NONE);
        assertThat(read("X-GM-THRID: many\nX-Gmail-Labels: Sent", true).gmail()).isEqualTo(GmailFields.NONE);
    }

    @Test
    void sentMailIsNotDeliveredByTheServersOnItsWay() {
        var received = "Received: from phone by smtp.example.com with ESMTP; Mon, 2 Nov 2026 09:00:00 +0000\n";
        var sent = "X-GM-THRID: 18110\nX-Gmail-Labels: Sent\n";

        assertThat(read(sent + received.strip(), true).delivered()).isFalse();
        assertThat(read(sent + received.strip(), false).delivered()).isTrue();
        assertThat(read(sent + received + "Delivered-To: owner@example.com", true)
                        .delivered())
                .isTrue();
    }

    @Test
    void theFieldsOfAForgerComeAfterGmails() {
        var forged = "X-GM-THRID: 18110\nX-Gmail-Labels: Inbox\nX-GM-THRID: 5\nX-Gmail-Labels: Sent";
        assertThat(read(forged, true).gmail().sent()).isFalse();
        assertThat(read(forged, true).gmail().threadId()).isEqualTo("46be");
    }

    private static ParsedMail read(String fields, boolean fromGmail) {
        var mail = fields + "\nFrom: owner@example.com\nSubject: Lamp\n\nThe green one.\n";
        return MailReader.read(mail.getBytes(StandardCharsets.UTF_8), Eml.NOW, fromGmail);
    }
}
