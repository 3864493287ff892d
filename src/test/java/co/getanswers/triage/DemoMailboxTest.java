package co.getanswers.triage;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.account.AutonomyLevel;
import co.getanswers.mail.ParsedMail;
import co.getanswers.mail.mime.MailReader;
import co.getanswers.mail.mime.MboxReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo account's mail, read as the intake reads it, as if the owner knew every sender. */
class DemoMailboxTest {
    private static final TriageInput.Owner OWNER =
            new TriageInput.Owner("demo@getanswers.example", "Dana Reyes", AutonomyLevel.MEDIUM);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RE: Kiosk rollout                  | DRAFT    | CLIENT  | LOW",
                "Rückfrage zu Ihrem Angebot         | DRAFT    | CLIENT  | MEDIUM",
                "Échantillons de diffuseurs         | DRAFT    | CLIENT  | MEDIUM",
                "Réponse automatique                | FILE     | CLIENT  | LOW",
                "Factura NS-2026-087                | DRAFT    | FINANCE | MEDIUM",
                "Undelivered Mail                   | TRIAGE   | FINANCE | MEDIUM",
                "展示ブース                          | TRIAGE   | CLIENT  | LOW",
                "Confidential: Emre's parental      | DRAFT    | HR      | MEDIUM",
                "Invoice DH-20261113                | DRAFT    | FINANCE | MEDIUM",
                "The Grid #214                      | FILE     | PARTNER | LOW",
                "type-interfaces Digest             | FILE     | CLIENT  | LOW",
                "Your booking QX7K2M                | FILE     | CLIENT  | MEDIUM",
                "For signature: master services     | DRAFT    | LEGAL   | MEDIUM",
                "Invitation: Kiosk go-live          | SCHEDULE | CLIENT  | LOW",
                "Quick question about your design   | TRIAGE   | PARTNER | HIGH",
                "Action required: your business     | TRIAGE   | FINANCE | HIGH"
            })
    void isTriagedAsAPersonWould(String subject, String type, String category, String risk) throws IOException {
        var mail = mailbox().stream()
                .filter(one -> one.subject().startsWith(subject))
                .findFirst()
                .orElseThrow();
        var proposal = Triage.propose(new TriageInput(
                mail,
                new TriageInput.Thread(2, true, true, true, true),
                new TriageInput.History(3, true, false),
                OWNER,
                List.of(),
                MailFixture.NOW.toInstant()));

        assertThat(List.of(proposal.actionType(), proposal.category(), proposal.risk()))
                .hasToString("[" + type + ", " + category + ", " + risk + "]");
    }

    private static List<ParsedMail> mailbox() throws IOException {
        var mails = new ArrayList<ParsedMail>();
        try (var in = DemoMailboxTest.class.getResourceAsStream("/demo/mailbox.mbox")) {
            var reader = new MboxReader(in);
            for (var item = reader.next(); item.isPresent(); item = reader.next()) {
                mails.add(MailReader.read(item.get().raw(), MailFixture.NOW.toInstant()));
            }
        }
        return mails;
    }
}
