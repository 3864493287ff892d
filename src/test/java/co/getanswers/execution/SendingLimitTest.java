package co.getanswers.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import co.getanswers.TestAccounts;
import co.getanswers.TestSql;
import co.getanswers.account.SendingLimits;
import co.getanswers.delivery.ScriptedSmtpServer;
import co.getanswers.review.Mailbox;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replies of accounts that may not send wait, with a reason, and lose nothing. */
@QuarkusTest
@TestProfile(WorkProfile.class)
class SendingLimitTest {
    private static final String SET_COUNT = """
            insert into sent_mail (user_id, hour, number) values (?, date_trunc('hour', now(), 'UTC') + ?::interval, ?)
            on conflict (user_id) do update set hour = excluded.hour, number = excluded.number""";

    Map<String, String> script;
    ScriptedSmtpServer server;

    @Inject
    SendingLimits limits;

    @BeforeEach
    void friendly() {
        script.clear();
    }

    @Test
    void anAddressThatNobodyProvedSendsNothing() {
        var mailbox = new Mailbox(TestAccounts.createUnproved());
        var card = edited(mailbox, "What I typed.");

        awaitWait(card, "Nobody has proved");

        assertThat(sent(card)).isEmpty();
        mailbox.owner()
                .request()
                .get("/api/queue/" + card)
                .then()
                .body("proposedAction", equalTo("What I typed."))
                .body("execution.status", is("queued"))
                .body("execution.lastError", containsString("Sign in by a link"));
        mailbox.owner()
                .request()
                .get("/api/auth/me")
                .then()
                .body("sending.addressProved", is(false))
                .body("sending.waitReason", containsString("Nobody has proved"));
    }

    @Test
    void moreThanAnHoursMailsWait() {
        var mailbox = new Mailbox(TestAccounts.create());
        TestSql.execute(SET_COUNT, mailbox.owner().id(), "0 h", limits.perHour() - 1);
        assertLeft(mailbox, 1);
        var cards = IntStream.range(0, 4)
                .mapToObj(i -> edited(mailbox, "Answer " + i))
                .toList();

        await("one to be sent and three to wait")
                .atMost(Duration.ofSeconds(30))
                .until(() -> with(cards, "status = 'done'") == 1
                        && with(cards, "status = 'queued' and last_error like '%as it may in an hour%'") == 3);

        assertThat(cards.stream().mapToInt(card -> sent(card).size()).sum()).isOne();
        assertThat(with(cards, "status = 'queued' and available_at > now() + interval '1 hour'"))
                .isZero();
        assertLeft(mailbox, 0);
        TestSql.execute(SET_COUNT, mailbox.owner().id(), "-1 h", limits.perHour());
        TestSql.execute(
                "update executions set available_at = now() where user_id = ?",
                mailbox.owner().id());
        await("the rest in the next hour")
                .atMost(Duration.ofSeconds(30))
                .until(() -> with(cards, "status = 'done'") == 4);
        assertLeft(mailbox, limits.perHour() - 3);
    }

    private static void assertLeft(Mailbox mailbox, int left) {
        mailbox.owner()
                .request()
                .get("/api/auth/me")
                .then()
                .body("sending.leftThisHour", is(left))
                .body("sending.waitReason", left == 0 ? containsString("wait for the next hour") : nullValue());
    }

    private static UUID edited(Mailbox mailbox, String text) {
        var conversation = mailbox.conversation(mailbox.objective("Renewal", "waiting_on_you"));
        mailbox.message(conversation, "incoming", Instant.now(), "Can you send the quote?");
        var card = mailbox.card(conversation, "draft", "low", 50, 0.8);
        mailbox.owner()
                .sends(Map.of("editedContent", text))
                .post("/api/queue/" + card + "/edit")
                .then()
                .statusCode(200);
        return card;
    }

    private static void awaitWait(UUID card, String reason) {
        await("the reply to wait")
                .atMost(Duration.ofSeconds(30))
                .until(() -> with(List.of(card), "status = 'queued' and last_error like '" + reason + "%'") == 1);
    }

    private static long with(List<UUID> cards, String condition) {
        return cards.stream()
                .mapToLong(card -> TestSql.value(
                        Long.class, "select count(*) from executions where action_id = ? and " + condition, card))
                .sum();
    }

    private List<String> sent(UUID card) {
        return server.accepted().stream()
                .filter(mail -> mail.contains("<" + card + "@"))
                .toList();
    }
}
