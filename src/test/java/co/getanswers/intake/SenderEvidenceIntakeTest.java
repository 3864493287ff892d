package co.getanswers.intake;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.TestAccounts;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import co.getanswers.account.MailboxTransaction;
import co.getanswers.account.MailboxWriter;
import co.getanswers.action.ExecutionStore;
import co.getanswers.action.UncertainReplies;
import co.getanswers.mail.dkim.KeyLookup;
import co.getanswers.mail.dkim.KeyLookupTest.Verifying;
import co.getanswers.mail.dkim.NameServer;
import co.getanswers.mail.dkim.SigningDomain;
import co.getanswers.original.OriginalSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SenderEvidenceIntakeTest {
    private static final String SIGNALS = """
            select rationale::text from agent_actions where user_id = ? and message_id =
              (select id from messages where message_id = ? and user_id = agent_actions.user_id)
            """;

    private static final String TRUSTED_RESULT =
            "Authentication-Results: mx.northwind.example; dmarc=%s header.from=lakeside.example\n";

    @Inject
    MailboxTransaction transactions;

    @Inject
    MeterRegistry metrics;

    @Inject
    ExecutionStore executions;

    @Inject
    UncertainReplies uncertain;

    @Inject
    OriginalSettings originals;

    @Inject
    SignatureCheck signatures;

    @Test
    void forgedMailNeverCountsAsTheSendersOwn() {
        var intake = new Intake(transactions, metrics, executions, uncertain, originals, new Trusted(), signatures);
        var account = TestAccounts.create();

        ingest(intake, account.id(), 1, "fail");
        ingest(intake, account.id(), 2, "pass");
        ingest(intake, account.id(), 3, "pass");
        intake.stop();

        assertThat(TestSql.value(
                        Long.class, "select count(*) from messages where sender_forged and user_id = ?", account.id()))
                .isEqualTo(1);
        assertThat(signals(account.id(), 1)).contains("sender_forged");
        assertThat(signals(account.id(), 2)).contains("unknown_sender").doesNotContain("seen_sender");
        assertThat(signals(account.id(), 3)).contains("seen_sender").doesNotContain("unknown_sender");
    }

    @Test
    void aSendersSignatureIsEvidenceWhereNothingElseIsKnown() {
        var domain = SigningDomain.create("lakeside.example", 2048);
        var account = TestAccounts.create();
        try (var server = new NameServer().with(domain.keyName(), domain.keyRecord())) {
            var lookup = new KeyLookup(new Verifying(server.address(), Duration.ofSeconds(10)));
            var intake = new Intake(
                    transactions,
                    metrics,
                    executions,
                    uncertain,
                    originals,
                    new Trusted(),
                    new SignatureCheck(new Verifying(server.address(), Duration.ofSeconds(10)), lookup));

            ingest(intake, account.id(), domain.sign(mail(1)));
            ingest(intake, account.id(), mail(2));
            ingest(intake, account.id(), domain.sign(mail(3)).replace("still", "again"));
            ingest(intake, account.id(), domain.sign(mail(4)));
            ingest(intake, account.id(), TRUSTED_RESULT.formatted("fail") + domain.sign(mail(5)));
            intake.stop();
            lookup.stop();
        }

        assertThat(signals(account.id(), 2)).doesNotContain("seen_sender", "regular_sender");
        assertThat(signals(account.id(), 3)).doesNotContain("seen_sender", "regular_sender");
        assertThat(signals(account.id(), 4)).contains("regular_sender");
        assertThat(signals(account.id(), 5)).contains("sender_forged");
    }

    private static String signals(UUID user, int number) {
        return TestSql.value(String.class, SIGNALS, user, number + "@lakeside.example");
    }

    private static void ingest(Intake intake, UUID user, int number, String result) {
        ingest(intake, user, TRUSTED_RESULT.formatted(result) + mail(number));
    }

    private static void ingest(Intake intake, UUID user, String mail) {
        intake.ingest(MailboxWriter.service(user), List.of(new RawMail(1, mail.getBytes(StandardCharsets.UTF_8))))
                .await()
                .indefinitely();
    }

    private static String mail(int number) {
        return """
                From: Anna <anna@lakeside.example>
                To: tom@northwind.example
                Subject: Number %d
                Message-ID: <%d@lakeside.example>

                Is it still on its way?
                """.formatted(number, number);
    }

    private record Trusted() implements SenderSettings {
        @Override
        public Optional<List<String>> authservIds() {
            return Optional.of(List.of("mx.northwind.example"));
        }

        @Override
        public Optional<List<String>> serverDomains() {
            return Optional.empty();
        }
    }
}
