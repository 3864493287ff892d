package co.getanswers.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import co.getanswers.TestAccounts;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import co.getanswers.platform.database.LongStatements;
import co.getanswers.review.Mailbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BacklogJobTest {
    @Inject
    LongStatements database;

    @Inject
    SchedulerSettings settings;

    @Inject
    Leadership leadership;

    /** Its own: the application's is one for all applications that a virtual machine of tests starts in turn. */
    private final MeterRegistry metrics = new SimpleMeterRegistry();

    private BacklogJob backlog;
    private Mailbox mailbox;

    @BeforeEach
    void anEmptyOutboxAndAScheduler() {
        mailbox = new Mailbox(TestAccounts.create());
        TestSql.execute("delete from executions");
        leadership.take();
        backlog = new BacklogJob(database, settings, leadership, metrics);
    }

    @AfterEach
    void nobodyLeads() {
        leadership.release();
    }

    @Test
    void anEmptyOutboxWaitsForNothing() {
        assertThat(waiting()).isZero();
        assertThat(unknown()).isZero();
    }

    @Test
    void whatIsDueTheLongestSaysHowLongTheOutboxWaits() {
        approved("queued", "-10 minutes");
        approved("queued", "-1 minute");
        approved("done", "-1 day");

        assertThat(waiting()).isCloseTo(600, within(60.0));
    }

    @Test
    void whatIsNotDueYetWaitsForNothing() {
        approved("queued", "1 hour");

        assertThat(waiting()).isZero();
    }

    @Test
    void whatNobodyKnowsTheEndOfIsCounted() {
        approved("unknown", "-1 hour");
        approved("unknown", "-1 day");
        approved("failed", "-1 day");

        assertThat(unknown()).isEqualTo(2);
    }

    @Test
    void whoIsNotAtWorkKnowsNothing() {
        assertThat(waiting()).isZero();

        leadership.release();

        assertThat(gauge("getanswers.executions.waiting")).isNaN();
        assertThat(gauge("getanswers.executions.unknown")).isNaN();
    }

    private double waiting() {
        backlog.run().await().indefinitely();
        return gauge("getanswers.executions.waiting");
    }

    private double unknown() {
        backlog.run().await().indefinitely();
        return gauge("getanswers.executions.unknown");
    }

    private double gauge(String name) {
        return metrics.get(name).gauge().value();
    }

    private UUID approved(String status, String due) {
        var card = mailbox.card();
        mailbox.owner().request().post("/api/queue/{id}/approve", card).then().statusCode(200);
        TestSql.execute(
                "update executions set status = ?, available_at = now() + ?::interval where action_id = ?",
                status,
                due,
                card);
        return card;
    }
}
