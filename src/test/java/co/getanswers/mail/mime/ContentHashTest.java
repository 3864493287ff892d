package co.getanswers.mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentHashTest {
    private static final String MAIL = """
            From: Nora Lund <nora@harbour.example>
            To: Jon Vik <jon@quay.example>
            Subject: Paint
            Date: Mon, 02 Nov 2026 09:00:00 +0100
            Message-ID: <paint@harbour.example>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            Grüße, the paint is grey.

            From now on it is grey.
            --b
            Content-Type: text/csv; name=colours.csv
            Content-Disposition: attachment

            grey,1
            blue,2
            --b--
            """;

    @Test
    void theSameMailHasOneHashWhateverWayItCame() {
        var fetched = "Return-Path: <nora@harbour.example>\nDelivered-To: jon@quay.example\n"
                + "Received: from a by b; Mon, 02 Nov 2026 08:00:03 +0000\nX-Spam-Score: 0\n" + MAIL;
        var mailbox = "From nora Mon Nov  2 09:00:00 2026\n" + MAIL.replace("From now", ">From now") + "\n";
        var encoded = MAIL.replace("8bit", "quoted-printable").replace("Grüße", "Gr=C3=BC=C3=9Fe");
        var latin = MAIL.replace("charset=utf-8", "charset=iso-8859-1")
                .replace("8bit", "quoted-printable")
                .replace("Grüße", "Gr=FC=DFe")
                .replace("+0100", "+0100 (CET)");

        for (var copy : new String[] {fetched, mailbox, encoded, latin, MAIL.replace("boundary=b", "boundary=\"b\"")}) {
            assertThat(hash(copy)).isEqualTo(hash(MAIL));
        }
        assertThat(MailReader.read(MAIL.getBytes(StandardCharsets.UTF_8), Eml.NOW)
                        .contentHash())
                .isEqualTo(hash(MAIL));
    }

    @Test
    void theCopyOfAMailingListIsTheSameMail() {
        var direct =
                "From: n@harbour.example\nDate: Mon, 02 Nov 2026 09:00:00 +0100\nSubject: Re: Paint\n\nGrey.\n-- \nNora\n";
        var list = "List-Id: <boats.harbour.example>\n" + direct.replace("Re: Paint", "Re: [boats] Paint")
                + "_______________________________________________\nboats mailing list\nhttps://harbour.example/boats\n";

        assertThat(hash(list)).isEqualTo(hash(direct));
        assertThat(hash(list.replace("List-Id", "X-Id"))).isNotEqualTo(hash(direct));
    }

    @ParameterizedTest
    @CsvSource({
        "grey.,blue.",
        "Subject: Paint,Subject: Roof",
        "nora@harbour.example>,eve@harbour.example>",
        "02 Nov 2026,03 Nov 2026",
        "'grey,1','grey,9'",
        "text/plain; charset=utf-8,text/html; charset=utf-8",
    })
    void otherContentHasAnotherHash(String part, String other) {
        assertThat(hash(MAIL.replace(part, other))).isNotEqualTo(hash(MAIL));
    }

    private static String hash(String mail) {
        return Eml.read(mail).contentHash();
    }
}
