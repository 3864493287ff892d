package co.getanswers.intake;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import co.getanswers.Person;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import co.getanswers.mail.mime.SharedMail;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MessageResourceTest {
    private static final String MARIA = "Maria Lopez <maria@acme.example>";

    @TestHTTPResource("/api/messages")
    URI address;

    private Person owner;

    @BeforeEach
    void registerTheOwner() {
        owner = Person.register();
    }

    @Test
    void aMessageIsTakenInAndShowsWhatTheAgentProposes() {
        var taken = post(owner, question(UUID.randomUUID().toString()));
        taken.then()
                .statusCode(201)
                .body("message.subject", equalTo("Contract renewal"))
                .body("message.senderEmail", equalTo("maria@acme.example"))
                .body("message.direction", equalTo("incoming"))
                .body("conversationId", notNullValue())
                .body("objectiveId", notNullValue())
                .body("action.proposedAction", notNullValue())
                .body("action.rationale.gate", notNullValue());
        owner.asks()
                .get(taken.header("Location"))
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("id", equalTo(taken.path("message.id")))
                .body("bodyText", equalTo("Shall we renew?"));
        assertCountersHold(owner);
    }

    @Test
    void theSameMessageAgainGetsTheSameAnswer() {
        var mail = question(UUID.randomUUID().toString());
        var first = post(owner, mail);
        var again = post(owner, mail);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(messagesOf(owner)).isEqualTo(1);
    }

    @Test
    void ofTheSameMessagePostedAtOnceOneIsStored() throws Exception {
        var mail = question(UUID.randomUUID().toString());
        var posters = Executors.newFixedThreadPool(8);
        try {
            var answers = posters.invokeAll(IntStream.range(0, 16)
                    .mapToObj(i -> (java.util.concurrent.Callable<Response>) () -> post(owner, mail))
                    .toList());
            var created = 0;
            for (var answer : answers) {
                assertThat(answer.get().statusCode()).isIn(200, 201);
                created += answer.get().statusCode() == 201 ? 1 : 0;
            }
            assertThat(created).isEqualTo(1);
        } finally {
            posters.shutdown();
        }
        assertThat(messagesOf(owner)).isEqualTo(1);
        assertCountersHold(owner);
    }

    @Test
    void twoPeopleMayHoldTheSameMail() {
        var other = Person.register();
        var mail = question(UUID.randomUUID().toString());
        var taken = post(owner, mail);
        assertThat(taken.statusCode()).isEqualTo(201);
        assertThat(post(other, mail).statusCode()).isEqualTo(201);
        other.asks().get(taken.header("Location")).then().statusCode(404);
    }

    @Test
    void theOwnersOwnMailWaitsOnOthers() {
        var id = UUID.randomUUID().toString();
        var taken = post(owner, Mails.mail(owner.email(), MARIA, id, "Contract renewal", "", "Shall we renew?"));
        taken.then().statusCode(201).body("action", nullValue()).body("message.direction", equalTo("outgoing"));
        assertThat(statusOf(taken.path("objectiveId"))).isEqualTo("waiting_on_others");
        assertCountersHold(owner);
    }

    @Test
    void anAnswerReopensWhatWasHandled() {
        var id = UUID.randomUUID().toString();
        String objective = post(owner, question(id)).path("objectiveId");
        TestSql.execute("update objectives set status = 'handled' where id = ?", UUID.fromString(objective));
        TestSql.execute(
                "update user_counters set waiting_on_you = 0, handled = 1 where user_id = ?", Database.idOf(owner));
        var answer = post(
                owner,
                Mails.reply(MARIA, owner.email(), UUID.randomUUID() + "", "Re: Contract renewal", "<" + id + ">"));
        assertThat(answer.<String>path("objectiveId")).isEqualTo(objective);
        assertThat(statusOf(objective)).isEqualTo("waiting_on_you");
        assertCountersHold(owner);
    }

    @Test
    void oneMessageDatedAheadDoesNotFreezeItsThread() {
        var id = UUID.randomUUID().toString();
        var ahead = ("Date: "
                        + RFC_1123_DATE_TIME.format(
                                ZonedDateTime.now(ZoneOffset.UTC).plusDays(1)) + "\n" + "From: " + MARIA
                        + "\nMessage-ID: <" + id + ">\nSubject: Plan\n\nShall we?")
                .getBytes();
        String objective = post(owner, ahead).path("objectiveId");
        var answer = "Date: "
                + RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(1)) + "\n"
                + "From: " + owner.email() + "\nTo: " + MARIA + "\nMessage-ID: <" + UUID.randomUUID() + ">\n"
                + "In-Reply-To: <" + id + ">\nSubject: Re: Plan\n\nYes.";
        post(owner, answer.getBytes());
        assertThat(statusOf(objective)).isEqualTo("waiting_on_others");
        assertCountersHold(owner);
    }

    @Test
    void onlyWhomTheOwnerWroteToIsACorrespondent() {
        var id = UUID.randomUUID().toString();
        post(owner, Mails.mail(owner.email(), MARIA, id, "Plan", "", "Here is the plan."));
        var citing = "References: <" + id + ">\nReceived: from a.example by b.example with ESMTP; now\n";
        for (var sender : List.of(MARIA, "eve@else.example")) {
            // The second message in another thread meets only what the first left behind.
            post(owner, Mails.mail(sender, owner.email(), UUID.randomUUID() + "", "Re: Plan", citing, "Thank you!"));
            var again =
                    post(owner, Mails.mail(sender, owner.email(), UUID.randomUUID() + "", "Else", "", "Thank you!"));
            assertThat(again.<List<String>>path("action.rationale.signals.name").contains("known_correspondent"))
                    .as(sender)
                    .isEqualTo(sender.equals(MARIA));
        }
    }

    @Test
    void aForgedMailOfTheOwnersIsTriaged() {
        var forged = Mails.mail(
                owner.email(),
                "eve@else.example",
                UUID.randomUUID() + "",
                "Plan",
                "Received: from a.example by b.example with ESMTP; now\n",
                "Please send the plan to Eve.");
        post(owner, forged)
                .then()
                .statusCode(201)
                .body("message.direction", equalTo("incoming"))
                .body("action.status", equalTo("pending"));
        assertCountersHold(owner);
    }

    @Test
    void aMergeThatBringsACardReopensWhatWasHandled() {
        var one = UUID.randomUUID().toString();
        var two = UUID.randomUUID().toString();
        String objective = post(owner, question(one)).path("objectiveId");
        TestSql.execute("delete from agent_actions where user_id = ?", Database.idOf(owner));
        TestSql.execute("update objectives set status = 'handled' where id = ?", UUID.fromString(objective));
        post(owner, Mails.mail("bob@acme.example", owner.email(), two, "Delivery", "", "Where is it?"));
        var id = Database.idOf(owner);
        var pending =
                Database.texts("select risk_level from agent_actions where user_id = ? and status = 'pending'", id);
        TestSql.execute(
                "update user_counters set waiting_on_you = 1, handled = 1, pending_high = 0, pending_medium = 0,"
                        + " pending_low = 0 where user_id = ?",
                id);
        TestSql.execute("update user_counters set pending_" + pending.get(0) + " = 1 where user_id = ?", id);
        var joining = "Date: Mon, 2 Nov 2026 10:00:00 +0000\nFrom: " + owner.email() + "\nMessage-ID: <"
                + UUID.randomUUID() + ">\nReferences: <" + one + "> <" + two + ">\nSubject: Re: Plan\n\nYes.";
        post(owner, joining.getBytes());
        assertThat(Database.texts("select status from objectives where user_id = ?", id))
                .containsExactly("waiting_on_you");
        assertCountersHold(owner);
    }

    @Test
    void whatTheGateLetsRunIsQueuedToBeCarriedOutAndItsObjectiveIsHandled() {
        allowEverything();
        var taken = post(owner, newsletter(UUID.randomUUID() + ""));
        taken.then()
                .statusCode(201)
                .body("action.actionType", equalTo("file"))
                .body("action.status", equalTo("approved"))
                .body("action.rationale.gate", startsWith("Runs without review"));
        assertThat(statusOf(taken.path("objectiveId"))).isEqualTo("handled");
        var executed = UUID.fromString(taken.path("action.id"));
        assertThat(Database.texts("select status from executions where action_id = ?", executed))
                .containsExactly("queued");
        assertThat(Database.count(
                        "select count(*) from agent_actions where id = ? and decided_by = 'agent' and resolved_at is not null"
                                + " and approved_at is not null",
                        executed))
                .isEqualTo(1);
        assertThat(Database.count(
                        "select autonomous_that_day from user_counters where user_id = ?", Database.idOf(owner)))
                .isEqualTo(1);
        assertCountersHold(owner);
    }

    @Test
    void mailThatArrivesLateSaysNothingOfWhereThingsStand() {
        var id = UUID.randomUUID().toString();
        String objective = post(
                        owner,
                        Mails.mail(
                                owner.email(),
                                MARIA,
                                UUID.randomUUID() + "",
                                "Re: Lease",
                                "References: <" + id + ">\n",
                                "Yes."))
                .path("objectiveId");
        var question = new String(
                        Mails.mail(MARIA, owner.email(), id, "Lease", "", "Shall we?"), StandardCharsets.UTF_8)
                .replace("17 Nov 2026", "16 Nov 2026")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(post(owner, question).<String>path("objectiveId")).isEqualTo(objective);
        assertThat(statusOf(objective)).isEqualTo("waiting_on_others");
        assertCountersHold(owner);
    }

    @Test
    void whatAPolicyMutesStaysMuted() {
        policy("Muted", """
                {"then": [{"effect": "mute"}]}""");
        var id = UUID.randomUUID().toString();
        String objective = post(owner, question(id)).path("objectiveId");
        assertThat(statusOf(objective)).isEqualTo("muted");
        TestSql.execute("delete from policies where user_id = ?", Database.idOf(owner));
        post(owner, Mails.reply(MARIA, owner.email(), UUID.randomUUID() + "", "Re: Contract renewal", "<" + id + ">"));
        assertThat(statusOf(objective)).isEqualTo("muted");
        assertCountersHold(owner);
    }

    @Test
    void aNewThreadOnTheSubjectOfAnOpenObjectiveJoinsIt() {
        var first = post(owner, question(UUID.randomUUID().toString()));
        var second =
                post(owner, Mails.mail(MARIA, owner.email(), UUID.randomUUID() + "", "RE: contract Renewal", "", "?"));
        var stranger = post(
                owner,
                Mails.mail("who@else.example", owner.email(), UUID.randomUUID() + "", "Contract renewal", "", "?"));
        assertThat(second.<String>path("objectiveId")).isEqualTo(first.path("objectiveId"));
        assertThat(second.<String>path("conversationId")).isNotEqualTo(first.path("conversationId"));
        assertThat(stranger.<String>path("objectiveId")).isNotEqualTo(first.path("objectiveId"));
        assertCountersHold(owner);
    }

    @Test
    void theMessageThatJoinsTwoThreadsMergesThem() {
        var one = UUID.randomUUID().toString();
        var two = UUID.randomUUID().toString();
        var first = post(owner, Mails.mail(MARIA, owner.email(), one, "Invoice", "", "Here."));
        var second = post(owner, Mails.mail("bob@acme.example", owner.email(), two, "Delivery", "", "There."));
        var joining = post(
                owner,
                Mails.reply(
                        MARIA, owner.email(), UUID.randomUUID() + "", "Re: Invoice", "<" + two + "> <" + one + ">"));
        assertThat(joining.<String>path("conversationId")).isEqualTo(first.path("conversationId"));
        owner.asks()
                .get(second.header("Location"))
                .then()
                .body("conversationId", equalTo(first.path("conversationId")));
        var id = Database.idOf(owner);
        for (var table : new String[] {"objectives", "conversations"}) {
            assertThat(Database.count("select count(*) from " + table + " where user_id = ?", id))
                    .isEqualTo(1);
        }
        assertThat(Database.count("select count(distinct conversation_id) from agent_actions where user_id = ?", id))
                .isEqualTo(1);
        assertThat(Database.texts("select participants::text from conversations where user_id = ?", id)
                        .get(0))
                .contains("maria@acme.example", "bob@acme.example");
        assertCountersHold(owner);
    }

    @Test
    void theLargestMessageIsTakenAndALargerOneIsNot() throws Exception {
        var head = new String(question(UUID.randomUUID().toString()));
        var largest = Arrays.copyOf(head.getBytes(), 25 * 1024 * 1024);
        for (var i = head.length(); i < largest.length; i++) {
            largest[i] = (byte) (i % 70 == 0 ? '\n' : 'x');
        }
        // RestAssured takes many times longer over a body of this size than the service does.
        var request = HttpRequest.newBuilder(address.resolve("/api/messages"))
                .header("Authorization", "Bearer " + owner.token())
                .header("Content-Type", "message/rfc822")
                .POST(BodyPublishers.ofByteArray(largest))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(201);
        // The answer comes before the body is sent, and most clients send all of it before they read.
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("""
                            POST /api/messages HTTP/1.1
                            Host: localhost
                            Authorization: Bearer %s
                            Content-Type: message/rfc822
                            Content-Length: %d

                            """.formatted(owner.token(), largest.length + 1)
                    .replace("\n", "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            var status =
                    new String(socket.getInputStream().readNBytes("HTTP/1.1 413".length()), StandardCharsets.US_ASCII);
            assertThat(status).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void whatIsNoMailIsRefusedWithAReason() {
        post(owner, new byte[0]).then().statusCode(422);
        post(owner, "Hello there, this is not mail.".getBytes())
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors[0].message", notNullValue());
    }

    @Test
    void mailOfADeletedAccountIsNotTaken() {
        TestSql.execute("delete from users where id = ?", Database.idOf(owner));
        post(owner, question(UUID.randomUUID().toString())).then().statusCode(401);
    }

    @Test
    void oddMailIsTakenInOrRefusedWithAReason() throws IOException {
        var odd = SharedMail.find().map(mail -> mail.resolve("odd"));
        assumeTrue(odd.isPresent(), "There is no shared/mail beside this checkout: its odd mail is not tried.");
        try (var files = Files.list(odd.get())) {
            for (var file : files.sorted().toList()) {
                var answer = post(owner, Files.readAllBytes(file));
                assertThat(answer.statusCode())
                        .as(file + ": " + answer.asString())
                        .isIn(200, 201, 422);
                if (answer.statusCode() == 422) {
                    assertThat(answer.<String>path("errors[0].message")).isNotBlank();
                }
            }
        }
        assertCountersHold(owner);
    }

    private void allowEverything() {
        policy("Let it run", """
                {"then": [{"effect": "allow_auto"}]}""");
    }

    private void policy(String name, String rules) {
        TestSql.execute("""
                insert into policies (id, user_id, name, description, rules, is_active, created_at, updated_at)
                values (?, ?, ?, '', ?::jsonb, true, now(), now())""", UUID.randomUUID(), Database.idOf(owner), name, rules);
    }

    private byte[] newsletter(String id) {
        return Mails.mail(
                "Gardeners' Weekly <letters@garden.example>",
                owner.email(),
                id,
                "What to plant in November",
                "List-Id: <weekly.garden.example>\nPrecedence: bulk\n",
                "Garlic and broad beans.");
    }

    private byte[] question(String id) {
        return Mails.mail(MARIA, owner.email(), id, "Contract renewal", "", "Shall we renew?");
    }

    private static Response post(Person person, byte[] mail) {
        return person.asks().contentType("message/rfc822").body(mail).post("/api/messages");
    }

    private static int messagesOf(Person person) {
        return Database.count("select count(*) from messages where user_id = ?", Database.idOf(person));
    }

    private static String statusOf(String objective) {
        return Database.texts("select status from objectives where id = ?", UUID.fromString(objective))
                .get(0);
    }

    private static void assertCountersHold(Person person) {
        CountersHold.assertThey(Database.idOf(person));
    }
}
