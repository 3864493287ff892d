package co.getanswers.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import co.getanswers.MailAccounts;
import co.getanswers.TestAccounts;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import co.getanswers.platform.database.LongStatements;
import co.getanswers.scheduler.Leaders;
import co.getanswers.scheduler.Leadership;
import co.getanswers.scheduler.SchedulerSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MailboxBacklogJobTest {
    @Inject
    LongStatements database;

    @Inject
    SchedulerSettings settings;

    @Inject
    Leadership leadership;

    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private MailboxBacklogJob job;

    @BeforeEach
    void noMailboxesAndAScheduler() {
        TestSql.execute("delete from mail_accounts");
        Leaders.take(leadership);
        job = new MailboxBacklogJob(database, settings, leadership, metrics);
    }

    @AfterEach
    void nobodyLeads() {
        Leaders.release(leadership);
        TestSql.execute("delete from mail_accounts");
    }

    @Test
    void mailboxesAreCountedByProviderAndState() {
        mailbox("imap", "live", "-1 minute");
        mailbox("imap", "live", "-2 minutes");
        mailbox("gmail", "needs_attention", "-9 days");

        look();

        assertThat(of("accounts", "imap", "live")).isEqualTo(2);
        assertThat(of("messages", "imap", "live")).isEqualTo(14);
        assertThat(of("accounts", "gmail", "needs_attention")).isEqualTo(1);
        assertThat(of("accounts", "gmail", "live")).isZero();
    }

    @Test
    void mailboxesThatShouldBeReadAndAreNotAreLate() {
        mailbox("imap", "live", "-1 minute");
        mailbox("imap", "connecting", "-40 minutes");
        mailbox("imap", "paused", "-9 days");
        mailbox("imap", "needs_attention", "-9 days");
        mailbox("imap", "backfilling", "-9 days");

        look();

        assertThat(gauge("late")).isEqualTo(1);
        assertThat(gauge("lag")).isCloseTo(40 * 60, within(60.0));
    }

    @Test
    void whoIsNotTheActiveSchedulerReportsNothing() {
        look();
        assertThat(gauge("lag")).isZero();

        Leaders.release(leadership);

        assertThat(gauge("lag")).isNaN();
        assertThat(of("accounts", "imap", "live")).isNaN();
    }

    private void look() {
        job.run().await().indefinitely();
    }

    private double gauge(String name) {
        return metrics.get("getanswers.mailbox." + name).gauge().value();
    }

    private double of(String name, String provider, String state) {
        return metrics.get("getanswers.mailbox." + name)
                .tags("provider", provider, "state", state)
                .gauge()
                .value();
    }

    private static void mailbox(String provider, String state, String lastSuccess) {
        var id = MailAccounts.insert(TestAccounts.create().email());
        TestSql.execute(
                "update mail_accounts set provider = ?, state = ?, last_success_at = now() + ?::interval, messages_done = 7,"
                        + " available_at = now() + interval '1 day' where id = ?",
                provider,
                state,
                lastSuccess,
                id);
    }
}
