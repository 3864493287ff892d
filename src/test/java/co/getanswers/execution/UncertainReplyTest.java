package co.getanswers.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import co.getanswers.RefusedCommit;
import co.getanswers.TestAccounts;
import co.getanswers.TestSql;
import co.getanswers.action.Decider;
import co.getanswers.action.ExecutionStore;
import co.getanswers.action.Lease;
import co.getanswers.delivery.ScriptedSmtpServer;
import co.getanswers.review.Mailbox;
import co.getanswers.triage.ActionType;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies that a mail server took without an answer, and the mail that tells what became of them. */
@QuarkusTest
@TestProfile(WorkProfile.class)
class UncertainReplyTest {
    private static final String ANN = "Ann <ann@client.example>";

    Map<String, String> script;
    ScriptedSmtpServer server;

    @Inject
    ProvenReplyJob job;

    @Inject
    ExecutionStore executions;

    @Inject
    MeterRegistry metrics;

    private Mailbox mailbox;

    @BeforeEach
    void aMailbox() {
        script.clear();
        mailbox = new Mailbox(TestAccounts.create());
    }

    private void receive(String mail) {
        mailbox.owner()
                .request()
                .contentType("message/rfc822")
                .body(mail.getBytes(StandardCharsets.UTF_8))
                .post("/api/messages")
                .then()
                .statusCode(201);
    }

    private static String mail(String from, String fields, String text) {
        return "From: " + from + "\r\nSubject: Re: The contract\r\nMessage-ID: <" + UUID.randomUUID()
                + "@client.example>\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\n" + fields + "\r\n" + text + "\r\n";
    }

    /** A reply whose server took it and cut the connection. */
    private UUID unknown(boolean toAll) {
        script.put(".", "cut");
        receive(mail(
                ANN,
                "To: " + mailbox.owner().email() + "\r\n" + (toAll ? "Cc: bob@client.example\r\n" : ""),
                "Could you send me the contract, please?"));
        var card = UUID.fromString(mailbox.owner().request().get("/api/queue").path("cards[0].id"));
        mailbox.owner()
                .sends(Map.of("editedContent", "Dear Ann, here it is.", "replyAll", toAll))
                .post("/api/queue/{id}/edit", card)
                .then()
                .statusCode(200);
        awaitStatus(card, "unknown");
        script.clear();
        return card;
    }

    private static String text(String column, UUID card) {
        return TestSql.value(String.class, "select " + column + " from executions where action_id = ?", card);
    }

    private static String status(UUID card) {
        return text("status", card);
    }

    private static void awaitStatus(UUID card, String status) {
        await(status).atMost(Duration.ofSeconds(30)).until(() -> status(card), status::equals);
    }

    private static String id(UUID card) {
        return "<" + card + "@example.com>";
    }

    private String answer(UUID card) {
        return mail(ANN, "In-Reply-To: " + id(card) + "\r\n", "Thank you, Sam.");
    }

    private long replies() {
        return TestSql.value(
                Long.class,
                "select count(*) from messages where user_id = ? and direction = 'outgoing'",
                mailbox.owner().id());
    }

    private double settled(String proof) {
        var counter = metrics.find("getanswers.executions.settled")
                .tag("proof", proof)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private io.restassured.response.ValidatableResponse retry(UUID card) {
        return mailbox.owner().request().post("/api/queue/{id}/retry", card).then();
    }

    @Test
    void theAnswerOfARecipientProvesThatItArrived() {
        var card = unknown(false);
        var counted = settled("answered");

        receive(answer(card));

        assertThat(status(card)).isEqualTo("done");
        assertThat(text("outcome", card))
                .isEqualTo("Sent to ann@client.example. Its answer from ann@client.example came on 20 November 2026.");
        assertThat(text("last_error", card)).isNull();
        assertThat(replies()).isEqualTo(1);
        assertThat(settled("answered") - counted).isEqualTo(1);
        mailbox.assertCountersAreRight();
        retry(card).statusCode(409).body("detail", containsString("it was carried out"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsRolledBackIsNotCounted(boolean withKey) throws Exception {
        var card = unknown(false);
        var counted = settled("answered");
        var answer = answer(card);
        var key = UUID.randomUUID().toString();

        RefusedCommit.during(mailbox.owner().id(), () -> {
            // A request whose own commit fails gets no answer.
            assertThat(catchThrowable(() -> post(answer, withKey, key).statusCode(201)))
                    .isNotNull();
        });

        assertThat(status(card)).isEqualTo("unknown");
        assertThat(settled("answered")).isEqualTo(counted);
        post(answer, withKey, key).statusCode(201);
        assertThat(status(card)).isEqualTo("done");
        assertThat(settled("answered") - counted).isEqualTo(1);
    }

    private io.restassured.response.ValidatableResponse post(String mail, boolean withKey, String key) {
        var request = mailbox.owner().request().contentType("message/rfc822");
        return (withKey ? request.header("Idempotency-Key", key) : request)
                .body(mail.getBytes(StandardCharsets.UTF_8))
                .post("/api/messages")
                .then();
    }

    @Test
    void theSameAnswerAgainChangesNothing() {
        var card = unknown(false);
        var answer = answer(card);
        receive(answer);
        var settled = text("xmin::text", card);

        mailbox.owner()
                .request()
                .contentType("message/rfc822")
                .body(answer.getBytes(StandardCharsets.UTF_8))
                .post("/api/messages");

        assertThat(text("xmin::text", card)).isEqualTo(settled);
        assertThat(replies()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    another sender, Mallory <mallory@evil.example>, In-Reply-To: {id}
                    the owner, {owner}, In-Reply-To: {id}
                    no reference, Ann <ann@client.example>, X-Nothing: 1
                    another reply, Ann <ann@client.example>, In-Reply-To: <0198c5a0-0000-7000-8000-000000000000@example.com>
                    another domain, Ann <ann@client.example>, In-Reply-To: <{card}@evil.example>
                    a forged sender, Ann <ann@client.example>, In-Reply-To: {id}~Authentication-Results: b.example; dmarc=fail header.from=client.example
                    """)
    void otherMailProvesNothing(String what, String from, String fields) {
        var card = unknown(false);
        receive(mail(
                from.replace("{owner}", mailbox.owner().email()),
                fields.replace("{id}", id(card))
                                .replace("{card}", card.toString())
                                .replace("~", "\r\n") + "\r\n",
                "Thank you."));

        assertThat(status(card)).as(what).isEqualTo("unknown");
        assertThat(replies()).as(what).isEqualTo(what.equals("the owner") ? 1 : 0);
    }

    @Test
    void nobodySettlesTheRepliesOfAnotherUser() {
        var card = unknown(false);
        mailbox = new Mailbox(TestAccounts.create());

        receive(answer(card));

        assertThat(status(card)).isEqualTo("unknown");
    }

    /** The report of RFC 3464, appendix D, about this reply. */
    private String report(UUID card, String action, String... recipients) {
        var fields = new StringBuilder();
        for (var recipient : recipients) {
            fields.append("\r\nFinal-Recipient: rfc822;")
                    .append(recipient)
                    .append("\r\nAction: ")
                    .append(action)
                    .append("\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 user unknown\r\n");
        }
        return """
                Date: Fri, 20 Nov 2026 17:14:00 -0400
                From: Mail Delivery Subsystem <MAILER-DAEMON@cs.utk.example>
                Message-Id: <%s@cs.utk.example>
                Subject: Returned mail: see transcript for details
                To: %s
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="B"

                --B

                The original message was received at Fri, 20 Nov 2026 17:14:00 -0400.

                --B
                content-type: message/delivery-status

                Reporting-MTA: dns; cs.utk.example
                %s
                --B
                content-type: message/rfc822

                Message-ID: %s
                From: Sam <%s>
                To: Ann <ann@client.example>
                Subject: Re: The contract

                Dear Ann, here it is.
                --B--
                """.formatted(
                        UUID.randomUUID(),
                        mailbox.owner().email(),
                        fields,
                        id(card),
                        mailbox.owner().email())
                .replace("\r\n", "\n")
                .replace("\n", "\r\n");
    }

    @Test
    void aReportThatItFailedSaysSoInWordsAndItMayBeTriedAgain() {
        var card = unknown(false);

        receive(report(card, "failed", "ann@client.example"));

        assertThat(status(card)).isEqualTo("failed");
        assertThat(text("last_error", card))
                .isEqualTo("It did not reach ann@client.example, as a mail server's report of 20 November 2026 tells."
                        + " Nobody got it: you can try it again.");
        assertThat(replies()).isZero();
        mailbox.assertCountersAreRight();
        retry(card).statusCode(200);
        awaitStatus(card, "done");
        assertThat(text("proof", card)).isNull();
    }

    @Test
    void aReportOfALaterAttemptMayBeAboutTheEarlierOne() {
        var card = unknown(false);
        script.put(".", "cut");
        retry(card).statusCode(200);
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        text("attempts::text", card).equals("2") && status(card).equals("unknown"));

        receive(report(card, "failed", "ann@client.example"));

        assertThat(status(card)).isEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "failed, did not reach bob@client.example",
        "delayed, tells that it went out",
        "delivered, tells that it went out"
    })
    void aReportAboutOneOfSeveralRecipientsProvesThatItWentOut(String action, String told) {
        var card = unknown(true);

        receive(report(card, action, "bob@client.example"));

        assertThat(status(card)).isEqualTo("done");
        assertThat(text("outcome", card))
                .startsWith("Sent to ann@client.example")
                .contains(told);
    }

    @Test
    void theOwnersDeliveredCopyProvesThatItWentOut() {
        var card = unknown(false);
        var sent = server.accepted().stream()
                .filter(mail -> mail.contains(id(card)))
                .findFirst()
                .orElseThrow();

        receive("Received: from mx.client.example by mx.example.com; Fri, 20 Nov 2026 10:00:01 +0000\r\n" + sent);

        assertThat(status(card)).isEqualTo("done");
        assertThat(text("outcome", card)).endsWith("Your own copy of it came in.");
        assertThat(TestSql.value(
                        Long.class,
                        "select count(*) from messages where user_id = ? and message_id = ?",
                        mailbox.owner().id(),
                        card + "@example.com"))
                .isEqualTo(1);
    }

    @Test
    void aCopyThatWasNeverDeliveredProvesNothing() {
        var card = unknown(false);

        receive(server.accepted().stream()
                .filter(mail -> mail.contains(id(card)))
                .findFirst()
                .orElseThrow());

        assertThat(status(card)).isEqualTo("unknown");
    }

    @Test
    void aProofThatComesBeforeTheWorkerIsKnownToBeDeadCountsAfterwards() {
        var card = unknown(false);
        TestSql.execute(
                "update executions set status = 'sending', leased_by = 'dead', leased_until = now() + interval '1 hour'"
                        + " where action_id = ?",
                card);
        receive(answer(card));
        assertThat(status(card)).isEqualTo("sending");
        TestSql.execute("update executions set leased_until = now() - interval '1 second' where action_id = ?", card);

        executions.recover().await().indefinitely();

        assertThat(status(card)).isEqualTo("unknown");
        retry(card).statusCode(409);
        job.run().await().indefinitely();
        assertThat(status(card)).isEqualTo("done");
        assertThat(replies()).isEqualTo(1);
        mailbox.assertCountersAreRight();
    }

    /** The lease of a worker that still sends the reply. */
    private Lease sending(UUID card) {
        TestSql.execute(
                "update executions set status = 'sending', leased_by = 'another', leased_until = now() + interval '1 hour'"
                        + " where action_id = ?",
                card);
        return new Lease(
                UUID.fromString(text("id::text", card)),
                mailbox.owner().id(),
                card,
                ActionType.SEND,
                Decider.PERSON,
                Integer.parseInt(text("attempts::text", card)),
                0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReplyThatIsProvedWhileAnotherAttemptFailsIsNotSentAgain(boolean forGood) {
        var card = unknown(false);
        var lease = sending(card);
        var mails = server.accepted().size();
        receive(answer(card));

        (forGood
                        ? executions.fail(lease, "The mailbox is full.")
                        : executions.retryLater(lease, "The mailbox is busy.", Duration.ZERO))
                .await()
                .indefinitely();

        assertThat(status(card)).isEqualTo("unknown");
        job.run().await().indefinitely();
        assertThat(status(card)).isEqualTo("done");
        assertThat(text("last_error", card)).isNull();
        assertThat(replies()).isEqualTo(1);
        assertThat(server.accepted()).hasSize(mails);
        mailbox.assertCountersAreRight();
    }

    @Test
    void aReportAboutAnEarlierAttemptSaysNothingAboutTheNext() {
        var card = unknown(false);
        var lease = sending(card);
        receive(report(card, "failed", "ann@client.example"));
        assertThat(text("proof", card)).isEqualTo("bounced");
        script.put(".", "cut");

        executions
                .retryLater(lease, "The mailbox is busy.", Duration.ZERO)
                .await()
                .indefinitely();
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        text("attempts::text", card).equals("2") && status(card).equals("unknown"));

        job.run().await().indefinitely();
        assertThat(text("proof", card)).isNull();
        assertThat(status(card)).isEqualTo("unknown");
    }

    @Test
    void whileOneAsksTheProviderNobodyElseDoesAndARetryWaits() {
        var card = unknown(false);
        var owner = mailbox.owner().id();
        var attempt = Integer.parseInt(text("attempts::text", card));

        assertThat(hold(owner, card, attempt + 1, "one")).isFalse();
        assertThat(hold(TestAccounts.create().id(), card, attempt, "one")).isFalse();
        assertThat(hold(owner, card, attempt, "one")).isTrue();
        assertThat(hold(owner, card, attempt, "other")).isFalse();
        retry(card).statusCode(200);
        WorkersTurn.pass();
        executions.letGo(owner, card, "other").await().indefinitely();
        WorkersTurn.pass();

        assertThat(status(card)).isEqualTo("queued");
        assertThat(text("attempts::text", card)).isEqualTo(String.valueOf(attempt));
        assertThat(hold(owner, card, attempt, "other")).isFalse();
        executions.letGo(owner, card, "one").await().indefinitely();
        awaitStatus(card, "done");
    }

    @Test
    void theHoldOfOneWhoIsGoneEnds() {
        var card = unknown(false);
        var owner = mailbox.owner().id();
        assertThat(hold(owner, card, 1, "gone")).isTrue();
        TestSql.execute("update executions set leased_until = now() - interval '1 second' where action_id = ?", card);

        assertThat(hold(owner, card, 1, "other")).isTrue();
        retry(card).statusCode(200);
        TestSql.execute("update executions set leased_until = now() - interval '1 second' where action_id = ?", card);

        awaitStatus(card, "done");
    }

    private boolean hold(UUID user, UUID card, int attempt, String by) {
        return executions.holdUnknown(user, card, attempt, by).await().indefinitely();
    }

    @Test
    void anAnswerOutweighsAReportThatNobodyGotIt() {
        var card = unknown(false);
        sending(card);
        receive(report(card, "failed", "ann@client.example"));
        receive(answer(card));
        TestSql.execute("update executions set leased_until = now() - interval '1 second' where action_id = ?", card);

        executions.recover().await().indefinitely();
        job.run().await().indefinitely();

        assertThat(status(card)).isEqualTo("done");
        assertThat(replies()).isEqualTo(1);
    }

    @Test
    void instancesThatSettleAtTheSameTimeSettleOnce() {
        var card = unknown(true);
        var counted = settled("answered");
        var mails = IntStream.range(0, 6).mapToObj(i -> answer(card)).toList();

        CompletableFuture.allOf(mails.stream()
                        .map(mail -> CompletableFuture.runAsync(() -> receive(mail)))
                        .toArray(CompletableFuture[]::new))
                .join();
        CompletableFuture.allOf(List.of(1, 2).stream()
                        .map(i -> CompletableFuture.runAsync(
                                () -> job.run().await().indefinitely()))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(status(card)).isEqualTo("done");
        assertThat(replies()).isEqualTo(1);
        assertThat(settled("answered") - counted).isEqualTo(1);
        mailbox.assertCountersAreRight();
    }
}
