package co.getanswers.mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.mail.DeliveryReport;
import co.getanswers.mail.DeliveryReport.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryReportReaderTest {
    private static final String REPORT = """
            From: Mail Delivery System <MAILER-DAEMON@mx.acme.example>
            Subject: Undelivered
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b

            Sorry.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.acme.example

            Final-Recipient: rfc822; maria@acme.example
            Action: %s
            Status: 5.1.1

            Original-Recipient: rfc822; Paul@acme.example
            Final-Recipient: rfc822; p@acme.example
            Action: relayed

            --b
            Content-Type: %s

            From: Tom
             <tom@northwind.example>
            Message-ID:
             <plan-1@northwind.example>
            Subject: Plan

            --b--
            """;

    @Test
    void aFailureNamesRecipientsAndTheReturnedMessage() {
        for (var returned : List.of("text/rfc822-headers", "message/rfc822", "message/global-headers")) {
            var mail = Eml.read(REPORT.formatted("failed (permanently)", returned));

            assertThat(mail.report())
                    .isEqualTo(new DeliveryReport(
                            Outcome.FAILED,
                            List.of("maria@acme.example"),
                            "plan-1@northwind.example",
                            "tom@northwind.example"));
            assertThat(mail.references()).containsExactly("plan-1@northwind.example");
        }
    }

    @Test
    void aDelayIsNoFailure() {
        var report = Eml.read(REPORT.formatted("delayed", "message/rfc822")).report();

        assertThat(report.outcome()).isEqualTo(Outcome.OTHER);
        assertThat(report.failedRecipients()).isEmpty();
    }

    @Test
    void olderServersWriteText() {
        var report = Eml.read("""
                        From: MAILER-DAEMON@mx.acme.example
                        Subject: failure notice

                        I wasn't able to deliver your message to the following addresses.

                        --- Below this line is a copy of the message.

                        Received: (qmail 17 invoked by uid 0)
                        Message-ID: <plan-2@northwind.example>
                        """).report();

        assertThat(report.outcome()).isEqualTo(Outcome.UNTOLD);
        assertThat(report.originalId()).isEqualTo("plan-2@northwind.example");
        assertThat(Eml.read("From: a@x.example\nX-Failed-Recipients: maria@acme.example\n\n")
                        .report()
                        .failedRecipients())
                .containsExactly("maria@acme.example");
    }

    @Test
    void aForwardedMessageIsNoReport() {
        var forward = REPORT.formatted("failed", "message/rfc822")
                .replace("multipart/report; report-type=delivery-status", "multipart/mixed")
                .replace("MAILER-DAEMON", "maria");

        assertThat(Eml.read(forward).report()).isNull();
        assertThat(Eml.read(forward).references()).isEmpty();
    }
}
