package co.getanswers.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import co.getanswers.TestAccounts;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import co.getanswers.review.Stats.Urgency;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class StatsTest {
    private Mailbox mailbox;

    @BeforeEach
    void aMailbox() {
        mailbox = new Mailbox(TestAccounts.create());
    }

    @Test
    void anEmptyMailboxIsAllClear() {
        mailbox.owner()
                .request()
                .get("/api/stats")
                .then()
                .statusCode(200)
                .body("navigationCounts.needsDecision", is(0))
                .body("efficiencyStats.totalToday", is(0))
                .body("efficiencyStats.percentage", is(0))
                .body("globalStatus.status", equalTo("all_clear"))
                .body("globalStatus.pendingCount", is(0));
    }

    @Test
    void theCountsFollowWhatIsDecided() {
        mailbox.objective("News", "muted");
        mailbox.objective("Done", "handled");
        mailbox.objective("Later", "scheduled");
        mailbox.card();
        var high = mailbox.card();
        var sent = mailbox.card();
        mailbox.owner().request().post("/api/queue/{id}/escalate", high).then().statusCode(200);
        mailbox.owner().request().post("/api/queue/{id}/approve", sent).then().statusCode(200);

        mailbox.owner()
                .request()
                .get("/api/stats")
                .then()
                .body("navigationCounts.needsDecision", is(2))
                .body("navigationCounts.waitingOnOthers", is(1))
                .body("navigationCounts.handledByAI", is(1))
                .body("navigationCounts.scheduledDone", is(1))
                .body("navigationCounts.muted", is(1))
                .body("efficiencyStats.handledAutonomously", is(0))
                .body("efficiencyStats.totalToday", is(3))
                .body("globalStatus.status", equalTo("urgent"))
                .body("globalStatus.message", equalTo("2 decisions wait for you, 1 of them at high risk."))
                .body("globalStatus.pendingCount", is(2));
        mailbox.assertCountersAreRight();
    }

    @Test
    void whatTheAgentDidAloneIsAPercentageOfTheDay() {
        days("(now() at time zone 'UTC')::date");
        mailbox.card();
        mailbox.card();
        mailbox.card();
        TestSql.execute(
                "update agent_actions set created_at = created_at - interval '1 day' where id = ?", mailbox.card());

        mailbox.owner()
                .request()
                .get("/api/stats")
                .then()
                .body("efficiencyStats.handledAutonomously", is(2))
                .body("efficiencyStats.totalToday", is(3))
                .body("efficiencyStats.percentage", is(67));
    }

    @Test
    void yesterdaysWorkIsNotTodays() {
        days("(now() at time zone 'UTC')::date - 1");

        mailbox.owner()
                .request()
                .get("/api/stats")
                .then()
                .body("efficiencyStats.handledAutonomously", is(0))
                .body("efficiencyStats.totalToday", is(0));

        mailbox.owner()
                .sends(Map.of("reason", "No"))
                .post("/api/queue/{id}/override", mailbox.card())
                .then()
                .statusCode(200);
        mailbox.owner().request().get("/api/stats").then().body("efficiencyStats.totalToday", is(1));
        mailbox.assertCountersAreRight();
    }

    @Test
    void theMessageSaysHowMuchWaits() {
        assertThat(Stats.status(1, 0).message()).isEqualTo("1 decision waits for you.");
        assertThat(Stats.status(3, 0).status()).isEqualTo(Urgency.PENDING_DECISIONS);
        assertThat(Stats.status(1, 1).message()).isEqualTo("1 decision waits for you, at high risk.");
        assertThat(Stats.status(3, 3).message()).isEqualTo("3 decisions wait for you, 3 of them at high risk.");
    }

    private void days(String day) {
        TestSql.execute(
                "update user_counters set resolved_on = " + day
                        + ", resolved_that_day = 3, autonomous_that_day = 2 where user_id = ?",
                mailbox.owner().id());
    }
}
