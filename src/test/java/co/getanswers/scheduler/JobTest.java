package co.getanswers.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import co.getanswers.TestAccounts;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import co.getanswers.review.Mailbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class JobTest {
    @Inject
    LeaseRecoveryJob leaseRecovery;

    @Inject
    DueObjectiveJob dueObjectives;

    @Inject
    MeterRegistry metrics;

    private Mailbox mailbox;

    /** The jobs count what they find in the whole database, and tests before left something there. */
    @BeforeEach
    void aMailboxAlone() {
        TestSql.execute("delete from executions");
        TestSql.execute("update objectives set due_at = null");
        mailbox = new Mailbox(TestAccounts.create());
    }

    @ParameterizedTest
    @CsvSource({
        "queued, -1 second, queued, 1",
        "sending, -1 second, unknown, 1",
        "queued, 1 minute, queued, 0",
        "sending, 1 minute, sending, 0"
    })
    void aLeaseThatNobodyRenewsEndsAndWhatWasBeingSentIsUnknown(
            String status, String until, String after, long recovered) {
        var card = leased(status, until);
        var counted = counted(after);
        var seen = mailboxVersion();

        assertThat(leaseRecovery.run().await().indefinitely()).isEqualTo(recovered);

        assertThat(execution(card, "status")).isEqualTo(after);
        assertThat(execution(card, "(leased_by is null and leased_until is null)::text"))
                .isEqualTo(recovered == 1 ? "true" : "false");
        assertThat(counted(after) - counted).isEqualTo(recovered);
        assertThat(mailboxVersion().equals(seen))
                .as("clients hear nothing of it")
                .isEqualTo(recovered == 0);
        mailbox.assertCountersAreRight();
    }

    private double counted(String status) {
        var counter = metrics.find("getanswers.executions.recovered")
                .tag("status", status)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private String mailboxVersion() {
        return TestSql.value(
                String.class,
                "select xmin::text from user_counters where user_id = ?",
                mailbox.owner().id());
    }

    @Test
    void aPersonLearnsOfWhatIsUnknownAndMayTryItAgain() {
        var card = leased("sending", "-1 second");
        leaseRecovery.run().await().indefinitely();

        mailbox.owner()
                .request()
                .get("/api/queue?status=approved")
                .then()
                .body("cards[0].execution.status", equalTo("unknown"))
                .body("cards[0].execution.lastError", containsString("nobody knows whether the mail went out"));
        mailbox.owner().request().post("/api/queue/{id}/retry", card).then().statusCode(200);
    }

    @Test
    void workersHearOfWhatWasLeftBehind() throws Exception {
        leased("queued", "-1 second");
        try (var connection = TestSql.connection();
                var statement = connection.createStatement()) {
            statement.execute("listen executions");

            leaseRecovery.run().await().indefinitely();

            assertThat(connection.unwrap(PGConnection.class).getNotifications(10_000))
                    .isNotEmpty();
        }
    }

    @Test
    void scheduledObjectivesComeBackWhenDueAndAreCountedForTheirPeople() {
        var due = scheduled(mailbox, "-1 second");
        var alsoDue = scheduled(mailbox, "-1 year");
        var later = scheduled(mailbox, "1 hour");
        var undated = mailbox.objective("Some day", "scheduled");
        var other = new Mailbox(TestAccounts.create());
        var others = scheduled(other, "-1 second");

        assertThat(dueObjectives.run().await().indefinitely()).isEqualTo(3);

        for (var back : new UUID[] {due, alsoDue, others}) {
            assertThat(objective(back, "status")).isEqualTo("waiting_on_you");
            assertThat(objective(back, "due_at::text")).isNull();
        }
        assertThat(objective(later, "status")).isEqualTo("scheduled");
        assertThat(objective(undated, "status")).isEqualTo("scheduled");
        mailbox.assertCountersAreRight();
        other.assertCountersAreRight();
        assertThat(dueObjectives.run().await().indefinitely()).isZero();
    }

    /** Another session holds their counters' row, as a long import does: their objectives come back when it ends. */
    @Test
    void aPersonWhoseMailboxIsBeingWrittenComesBackOnceItIsFree() throws Exception {
        var due = scheduled(mailbox, "-1 second");
        try (var writer = TestSql.connection()) {
            writer.setAutoCommit(false);
            try (var lock = writer.prepareStatement("select from user_counters where user_id = ? for update")) {
                lock.setObject(1, mailbox.owner().id());
                lock.execute();
            }
            var run = dueObjectives.run().subscribeAsCompletionStage();
            assertThat(objective(due, "status")).isEqualTo("scheduled");
            writer.commit();

            assertThat(run.get()).isEqualTo(1);
        }
        mailbox.assertCountersAreRight();
    }

    private UUID leased(String status, String until) {
        var card = mailbox.card();
        mailbox.owner().request().post("/api/queue/{id}/approve", card).then().statusCode(200);
        TestSql.execute("""
                update executions
                set status = ?, leased_by = 'a worker', leased_until = now() + ?::interval
                where action_id = ?""", status, until, card);
        return card;
    }

    private static UUID scheduled(Mailbox mailbox, String away) {
        var id = mailbox.objective("Renewal", "scheduled");
        TestSql.execute("update objectives set due_at = now() + ?::interval where id = ?", away, id);
        return id;
    }

    private static String execution(UUID card, String column) {
        return TestSql.value(String.class, "select " + column + " from executions where action_id = ?", card);
    }

    private static String objective(UUID id, String column) {
        return TestSql.value(String.class, "select " + column + " from objectives where id = ?", id);
    }
}
