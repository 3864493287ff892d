package co.getanswers.mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.mail.Attachment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryDetectorTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Received: from mail.example ([192.0.2.1]) by mx.example with ESMTPS; now",
                "Received: from a.example with HTTP by mx.example with HTTP; now",
                "Received: by mx.example with HTTP from a.example; now",
                "Received: by 2002:a05:6402::1 with SMTP id x; now",
                "Received: by 192.0.2.7 with HTTP; now\nReceived: from a.example by b.example with LMTP; now",
                "RETURN-PATH: <eve@else.example>",
                "Delivered-To: tom@northwind.example",
                "Authentication-Results: mx.example; dkim=fail"
            })
    void whatAServerDeliveredShowsIt(String fields) {
        assertThat(Eml.read(fields + "\nFrom: tom@northwind.example\n\nHello").delivered())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Received: by 192.0.2.7 with HTTP; Tue, 17 Nov 2026 10:00:00 +0000", "X-Mailer: Mutt"})
    void whatLiesInASentFolderDoesNot(String fields) {
        assertThat(Eml.read(fields + "\nFrom: tom@northwind.example\n\nHello").delivered())
                .isFalse();
    }

    @Test
    void anInvitationWithoutANameIsAnAttachment() {
        var mail = Eml.read("""
                From: maria@acme.example
                Subject: Kick-off
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/plain

                See you.
                --b
                Content-Type: text/calendar; charset=utf-8; method=REQUEST

                BEGIN:VCALENDAR
                END:VCALENDAR
                --b--
                """);

        assertThat(mail.attachments()).extracting(Attachment::name).containsExactly("invite.ics");
        assertThat(mail.text()).isEqualTo("See you.");
    }
}
