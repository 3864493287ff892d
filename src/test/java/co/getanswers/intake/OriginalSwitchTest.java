package co.getanswers.intake;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.TestAccounts;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import co.getanswers.account.MailboxTransaction;
import co.getanswers.account.MailboxWriter;
import co.getanswers.action.ExecutionStore;
import co.getanswers.action.UncertainReplies;
import co.getanswers.original.OriginalSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class OriginalSwitchTest {
    private static final byte[] MAIL =
            "From: dana@acme.example\nSubject: Hello\n\nHello\n".getBytes(StandardCharsets.US_ASCII);

    @Inject
    SignatureCheck signatures;

    @Inject
    MailboxTransaction transactions;

    @Inject
    MeterRegistry metrics;

    @Inject
    ExecutionStore executions;

    @Inject
    UncertainReplies uncertain;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSwitchDecidesWhetherOriginalsAreKept(boolean keep) {
        var intake = new Intake(
                transactions, metrics, executions, uncertain, new Settings(keep), new NoEvidence(), signatures);
        var account = TestAccounts.create();

        intake.ingest(MailboxWriter.service(account.id()), List.of(new RawMail(1, MAIL)))
                .await()
                .indefinitely();
        intake.stop();

        assertThat(TestSql.value(Long.class, "select count(*) from messages where user_id = ?", account.id()))
                .isEqualTo(1);
        assertThat(TestSql.value(Long.class, "select count(*) from message_sources where user_id = ?", account.id()))
                .isEqualTo(keep ? 1 : 0);
    }

    private record Settings(boolean keep) implements OriginalSettings {
        @Override
        public Optional<Duration> retention() {
            return Optional.empty();
        }

        @Override
        public Duration expiredEvery() {
            return Duration.ofMinutes(10);
        }
    }

    private record NoEvidence() implements SenderSettings {
        @Override
        public Optional<List<String>> authservIds() {
            return Optional.empty();
        }

        @Override
        public Optional<List<String>> serverDomains() {
            return Optional.empty();
        }
    }
}
