package co.getanswers.execution;

import static org.awaitility.Awaitility.await;

import co.getanswers.TestAccounts;
import co.getanswers.TestSql;
import co.getanswers.review.Mailbox;
import java.time.Duration;

/** A turn of the workers, in which they lease all that is due. */
final class WorkersTurn {
    private WorkersTurn() {}

    /** Has another card carried out: what was due before it, and may be leased, has been leased then. */
    static void pass() {
        var other = new Mailbox(TestAccounts.create());
        var filed =
                other.card(other.conversation(other.objective("Renewal", "waiting_on_you")), "file", "low", 50, 0.8);
        other.owner().request().post("/api/queue/{id}/approve", filed).then().statusCode(200);
        await("another card")
                .atMost(Duration.ofSeconds(30))
                .until(() -> "done"
                        .equals(TestSql.value(
                                String.class, "select status from executions where action_id = ?", filed)));
    }
}
