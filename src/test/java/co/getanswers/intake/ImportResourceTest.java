package co.getanswers.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import co.getanswers.Person;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import co.getanswers.mail.mime.SharedMail;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ImportResourceTest {
    private Person owner;

    @BeforeEach
    void registerTheOwner() {
        owner = Person.register();
    }

    @TestHTTPResource("/api/messages/import")
    URI address;

    @Test
    void aMailboxIsTakenInAndEachRefusedMessageIsNamed() throws IOException {
        var first = mail(1);
        var lines = importing(mbox(List.of(first, "no header here\n".getBytes(), mail(2), first)));
        assertThat(lines.stream().map(line -> line.getString("reason")).filter(reason -> reason != null))
                .singleElement()
                .asString()
                .contains("mail");
        assertThat(lines.stream().filter(line -> line.get("number") != null).map(line -> line.getInt("number")))
                .containsExactly(2);
        var last = lines.get(lines.size() - 1);
        assertThat(last.getBoolean("done")).isTrue();
        assertThat(last.getInt("imported")).isEqualTo(2);
        assertThat(last.getInt("duplicates")).isEqualTo(1);
        assertThat(last.getInt("failed")).isEqualTo(1);
        CountersHold.assertThey(Database.idOf(owner));
    }

    @Test
    void eachMessageOfABatchKeepsItsReferencesInTheirOrder() throws IOException {
        importing(mbox(List.of(
                citing("1", ""), citing("2", "References: <b@x>\n"), citing("3", "References: <b@x> <a@x> <c@x>\n"))));
        assertThat(Database.texts(
                        "select mail_references::text from messages where user_id = ? order by subject",
                        Database.idOf(owner)))
                .containsExactly("{}", "{b@x}", "{b@x,a@x,c@x}");
    }

    private byte[] citing(String subject, String references) {
        return Mails.mail("maria@acme.example", owner.email(), UUID.randomUUID() + "", subject, references, "Hello.");
    }

    @Test
    void progressIsToldAfterEachBatch() throws IOException {
        var mails = new ArrayList<byte[]>();
        for (var i = 0; i < 3 * Intake.BATCH_MESSAGES; i++) {
            mails.add(mail(i));
        }
        var mailbox = mbox(mails);
        var lines = importing(mailbox);
        assertThat(lines.stream().map(line -> line.getInt("imported"))).containsExactly(100, 200, 300, 300);
        assertThat(lines.get(3).getLong("bytes")).isEqualTo(mailbox.length);
        CountersHold.assertThey(Database.idOf(owner));
    }

    @Test
    void aMessageThatTheDatabaseRefusesTakesNoOtherWithIt() throws IOException {
        var poison = Mails.mail("maria@acme.example", owner.email(), UUID.randomUUID() + "", "Poison", "", "?");
        TestSql.execute("alter table messages add constraint no_poison check (subject <> 'Poison') not valid");
        try {
            var lines = importing(mbox(List.of(mail(1), poison, mail(2), mail(3))));
            assertThat(lines.get(0).getInt("number")).isEqualTo(2);
            assertThat(lines.get(0).getString("reason")).contains("can't be stored");
            assertThat(lines.get(1).getInt("imported")).isEqualTo(3);
        } finally {
            TestSql.execute("alter table messages drop constraint no_poison");
        }
        assertThat(messages()).isEqualTo(3);
        CountersHold.assertThey(Database.idOf(owner));
    }

    @Test
    void whatIsNoMailboxIsRefusedBeforeAnythingIsAnswered() {
        owner.asks()
                .contentType("application/mbox")
                .body("Subject: a message\n\nand no mailbox\n".getBytes())
                .post("/api/messages/import")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors[0].message", containsString("mailbox"));
    }

    @Test
    void aClientThatGoesAwayLeavesWhatItSentBefore() throws Exception {
        var mails = new ArrayList<byte[]>();
        for (var i = 0; i < 450; i++) {
            mails.add(mail(i));
        }
        var mailbox = mbox(mails);
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            var out = socket.getOutputStream();
            out.write(("POST /api/messages/import HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + owner.token()
                            + "\r\nContent-Type: application/mbox\r\nContent-Length: " + mailbox.length * 2L
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(mailbox);
            out.flush();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> messages() >= 300);
        }
        // Never a part of a batch, also while the one that was under way ends.
        Awaitility.await()
                .during(Duration.ofSeconds(1))
                .failFast(() -> assertThat(messages() % Intake.BATCH_MESSAGES).isZero())
                .until(() -> true);
        CountersHold.assertThey(Database.idOf(owner));
    }

    @Test
    void sharedThreadsGroupAsExpectedInAnyOrder() throws IOException {
        var threads = SharedMail.find().map(mail -> mail.resolve("threads"));
        assumeTrue(threads.isPresent(), "There is no shared/mail beside this checkout: its threads are not tried.");
        var expected = new HashSet<Set<String>>();
        for (var thread : new ObjectMapper()
                .readTree(threads.get().resolveSibling("expected-threads.json").toFile())) {
            var ids = new HashSet<String>();
            thread.forEach(id -> ids.add(id.asText()));
            expected.add(ids);
        }
        var mails = new ArrayList<byte[]>();
        try (var files = Files.list(threads.get())) {
            for (var file : files.sorted().toList()) {
                mails.add(Files.readAllBytes(file));
            }
        }
        for (var seed = 1; seed <= 5; seed++) {
            var person = Person.register();
            Collections.shuffle(mails, new Random(seed));
            // Also over several batches and single messages, so that conversations of the database merge.
            for (var from = 0; from < mails.size(); from += 3 * seed) {
                var part = mails.subList(from, Math.min(mails.size(), from + 3 * seed));
                person.asks()
                        .contentType("application/mbox")
                        .body(mbox(part))
                        .post("/api/messages/import")
                        .then()
                        .statusCode(200);
            }
            var id = Database.idOf(person);
            var found = new HashSet<Set<String>>();
            for (var ids : Database.texts(
                    "select string_agg(message_id, ' ') from messages where user_id = ? group by conversation_id",
                    id)) {
                found.add(Set.of(ids.split(" ")));
            }
            assertThat(found).as("seed " + seed).isEqualTo(expected);
            assertThat(Database.count(
                            "select count(*) from conversations c where user_id = ? and not exists (select from messages m where m.conversation_id = c.id)",
                            id))
                    .isZero();
            CountersHold.assertThey(id);
        }
    }

    private int messages() {
        return Database.count("select count(*) from messages where user_id = ?", Database.idOf(owner));
    }

    private byte[] mail(int number) {
        return Mails.mail(
                "maria@acme.example",
                owner.email(),
                UUID.randomUUID() + "",
                "Question " + number,
                "",
                "What about it?");
    }

    private List<JsonPath> importing(byte[] mailbox) {
        var answer = owner.asks().contentType("application/mbox").body(mailbox).post("/api/messages/import");
        answer.then().statusCode(200).contentType(containsString("application/x-ndjson"));
        return answer.asString().lines().map(JsonPath::new).toList();
    }

    private static byte[] mbox(List<byte[]> mails) throws IOException {
        var mailbox = new ByteArrayOutputStream();
        for (var mail : mails) {
            mailbox.write("From someone@example.com Tue Nov 17 10:00:00 2026\n".getBytes());
            mailbox.write(new String(mail, StandardCharsets.ISO_8859_1)
                    .replaceAll("(?m)^(>*From )", ">$1")
                    .getBytes(StandardCharsets.ISO_8859_1));
            mailbox.write('\n');
        }
        return mailbox.toByteArray();
    }
}
