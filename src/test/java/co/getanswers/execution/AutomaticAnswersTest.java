package co.getanswers.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import co.getanswers.Person;
import co.getanswers.TestAccounts;
import co.getanswers.TestSql;
import co.getanswers.delivery.ScriptedSmtpServer;
import co.getanswers.delivery.Transport;
import co.getanswers.review.AtOnce;
import co.getanswers.review.Mailbox;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody gets two automatic answers within some days, whichever instances ingest the mail and send the answer. */
@QuarkusTest
@TestProfile(WorkProfile.class)
class AutomaticAnswersTest {
    private static final String COUNT = "select count(*) from agent_actions a join users u on u.id = a.user_id"
            + " where u.email = ? and a.action_type = 'send' and ";

    Map<String, String> script;
    ScriptedSmtpServer server;

    @Inject
    Transport transport;

    @Inject
    WorkerFactory workers;

    @BeforeEach
    void friendly() {
        script.clear();
    }

    @Test
    void thanksThatArriveAtOnceGetOneAnswer() throws Exception {
        var owner = correspondent();
        List<Callable<Integer>> posts = IntStream.range(0, 8)
                .<Callable<Integer>>mapToObj(i -> () -> post(owner, thanks(owner), "/api/messages", "message/rfc822"))
                .toList();

        assertThat(AtOnce.run(posts)).containsOnly(201);

        assertOneAnswer(owner, 8);
    }

    @Test
    void thanksInOneMailboxGetOneAnswer() {
        var owner = correspondent();
        var mailbox = IntStream.range(0, 5)
                .mapToObj(i -> "From anna@lakeside.example Mon Nov  2 09:00:00 2026\n" + thanks(owner) + "\n")
                .reduce("", String::concat);

        assertThat(post(owner, mailbox, "/api/messages/import", "application/mbox"))
                .isEqualTo(200);

        assertOneAnswer(owner, 5);
    }

    @Test
    void aLaterAnswerIsAllowedWhenTheIntervalIsOver() {
        var owner = correspondent();
        post(owner, thanks(owner), "/api/messages", "message/rfc822");
        await("the first to be sent")
                .until(() -> TestSql.value(
                                Long.class,
                                "select count(*) from executions e join users u on u.id = e.user_id"
                                        + " where u.email = ? and e.status = 'done' and e.provider_id is not null",
                                owner.email())
                        == 1);
        TestSql.execute(
                "update automatic_answers set answered_at = now() - interval '8 days'"
                        + " where user_id = (select id from users where email = ?)",
                owner.email());

        post(owner, thanks(owner), "/api/messages", "message/rfc822");

        assertThat(count(owner, "a.decided_by = 'agent'")).isEqualTo(2);
    }

    @Test
    void sendersThatRaceSendOneAnswer() {
        var mailbox = new Mailbox(TestAccounts.create());
        var worker = workers.create(transport);
        worker.start();
        try {
            var cards = new ArrayList<UUID>();
            for (var i = 0; i < 10; i++) {
                var conversation = mailbox.conversation(mailbox.objective("Renewal", "waiting_on_you"));
                mailbox.message(conversation, "incoming", Instant.now(), "Thank you!");
                cards.add(mailbox.card(conversation, "send", "low", 50, 1));
            }
            // As if ten instances had each enqueued one without seeing the others.
            TestSql.execute("""
                    with decided as (
                      update agent_actions
                      set status = 'approved', decided_by = 'agent', resolved_at = now(), approved_at = now()
                      where user_id = ?
                      returning id, user_id
                    ), counted as (
                      update user_counters
                      set pending_low = 0, resolved_on = (now() at time zone 'UTC')::date, resolved_that_day = 10,
                          autonomous_that_day = 10
                      where user_id = ?
                    )
                    insert into executions (id, user_id, action_id, status, attempts, available_at, created_at)
                    select gen_random_uuid(), user_id, id, 'queued', 0, now(), now()
                    from decided""", mailbox.owner().id(), mailbox.owner().id());

            await("one to be sent and nine to be returned")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> List.of(sent(mailbox), returned(mailbox)), is(List.of(1L, 9L)));

            assertThat(server.accepted().stream()
                            .filter(mail -> cards.stream().anyMatch(card -> mail.contains("<" + card + "@"))))
                    .hasSize(1);
            mailbox.assertCountersAreRight();
        } finally {
            worker.stop(new ShutdownEvent());
        }
    }

    private static long sent(Mailbox mailbox) {
        return TestSql.value(
                Long.class,
                "select count(*) from executions where user_id = ? and status = 'done'",
                mailbox.owner().id());
    }

    private static long returned(Mailbox mailbox) {
        return TestSql.value(
                Long.class,
                "select count(*) from agent_actions where user_id = ? and status = 'pending'"
                        + " and returned_reason like 'The sender was answered automatically%'",
                mailbox.owner().id());
    }

    /** An owner at autonomy high who wrote to Anna, and Anna has answered. */
    private static Person correspondent() {
        var owner = Person.register().proved();
        TestSql.execute("update users set autonomy_level = 'high' where email = ?", owner.email());
        post(
                owner,
                mail(
                        owner.email(),
                        "anna@lakeside.example",
                        "<plan-" + owner.email() + ">",
                        "Plan",
                        "",
                        "Here is the plan."),
                "/api/messages",
                "message/rfc822");
        post(
                owner,
                mail(
                        "anna@lakeside.example",
                        owner.email(),
                        "<" + UUID.randomUUID() + "@lakeside.example>",
                        "Re: Plan",
                        "In-Reply-To: <plan-" + owner.email() + ">\n",
                        "For your information: it is on the shelf."),
                "/api/messages",
                "message/rfc822");
        return owner;
    }

    /** Thanks in a conversation of their own, so that none of them makes another's answer outdated. */
    private static String thanks(Person owner) {
        return mail(
                "anna@lakeside.example",
                owner.email(),
                "<" + UUID.randomUUID() + "@lakeside.example>",
                "Many thanks",
                "",
                "Thank you very much!");
    }

    private static String mail(String from, String to, String id, String subject, String fields, String text) {
        var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC));
        var received = from.equals(to) || !from.startsWith("anna")
                ? ""
                : "Authentication-Results: b.example; dmarc=pass header.from=lakeside.example\n"
                        + "Received: from a.example by b.example; now\n";
        return received + "From: " + from + "\nTo: " + to + "\nMessage-ID: " + id + "\nDate: " + date + "\nSubject: "
                + subject + "\n" + fields + "\n" + text + "\n";
    }

    private static int post(Person owner, String mail, String path, String type) {
        return owner.asks().contentType(type).body(mail.getBytes()).post(path).statusCode();
    }

    private void assertOneAnswer(Person owner, int messages) {
        assertThat(count(owner, "a.decided_by = 'agent'")).isEqualTo(1);
        assertThat(count(owner, "a.status = 'pending' and a.rationale ->> 'gate' like '%answered automatically%'"))
                .isEqualTo(messages - 1);
        await("the answer to be sent")
                .until(() -> server.accepted().stream()
                        .anyMatch(mail -> mail.contains("To: anna@lakeside.example")
                                && mail.contains("From: Someone <" + owner.email())));
    }

    private static long count(Person owner, String condition) {
        return TestSql.value(Long.class, COUNT + condition, owner.email());
    }
}
