package co.getanswers.export;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import co.getanswers.MailAccounts;
import co.getanswers.Person;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ExportTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyColumnIsExportedOrLeftOutForAReason() throws SQLException {
        var expected = new TreeSet<String>();
        try (var connection = TestSql.connection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select table_name, column_name
                        from information_schema.columns
                        where table_schema = current_schema() and table_name !~ '^(flyway|alembic|migrate|pg_)'""")) {
            while (rows.next()) {
                expected.add(rows.getString(1) + "." + rows.getString(2));
            }
        }
        var told = new TreeSet<String>();
        for (var table : ExportedTables.ALL) {
            table.columns().forEach(column -> told.add(table.name() + "." + column));
        }
        var leftOut = ExportedTables.LEFT_OUT.keySet();
        expected.removeIf(column -> leftOut.contains(column.split("\\.")[0]) || leftOut.contains(column));

        assertThat(told).isEqualTo(expected);
    }

    @Test
    void everythingOfOnePersonIsInTheArchiveAndNothingOfAnother() throws IOException {
        var person = Person.register();
        var other = Person.register();
        other.receives("Eve <eve@other.example>", "Not yours", "This belongs to somebody else.");
        person.receives("Ann <ann@client.example>", "The renewal", "From here on, could you send me the contract?");
        person.receives("Bob <bob@client.example>", "The invoice", "When do you pay?");
        MailAccounts.insert(person.email());
        var card = person.asks().get("/api/queue").path("cards[0].id");
        person.asks()
                .contentType("application/json")
                .body(Map.of("reason", "I call them"))
                .post("/api/queue/{id}/override", card)
                .then()
                .statusCode(200);

        var files = export(person);

        assertThat(files.keySet()).contains("read-me.txt", "originals.mbox", "sessions.ndjson");
        assertThat(row(files, "users").path("email").asText()).isEqualTo(person.email());
        assertThat(files.get("messages.ndjson").lines()).hasSize(2).anyMatch(line -> line.contains("The invoice"));
        assertThat(files.get("agent_actions.ndjson")).contains("I call them");
        assertThat(files.get("objectives.ndjson").lines()).hasSize(2);
        assertThat(row(files, "mail_accounts").path("imap_host").asText()).isNotEmpty();
        var everything = String.join("\n", files.values());
        assertThat(everything)
                .doesNotContain("This belongs to somebody else", other.email(), "sealed", "password_hash");

        var second = Person.register();
        second.asks()
                .contentType("application/mbox")
                .body(files.get("originals.mbox").getBytes(StandardCharsets.UTF_8))
                .post("/api/messages/import")
                .then()
                .statusCode(200);
        assertThat(second.asks().get("/api/conversations").<Integer>path("items.size()"))
                .isEqualTo(2);
    }

    @Test
    void manyRowsComeInPagesEachOnce() throws IOException {
        var person = Person.register();
        var mailbox = Files.readString(Path.of("src/main/resources/demo/mailbox.mbox"))
                .replace("demo@getanswers.example", person.email());
        person.asks()
                .contentType("application/mbox")
                .body(mailbox.getBytes(StandardCharsets.UTF_8))
                .post("/api/messages/import")
                .then()
                .statusCode(200);
        TestSql.execute("""
                insert into automatic_answers (user_id, email, action, answered_at)
                select id, n || '@many.example', gen_random_uuid(), now() from users, generate_series(1, 1203) n
                where email = ?""", person.email());

        var files = export(person);

        assertThat(ids(files, "messages"))
                .hasSize(TestSql.value(
                                Long.class,
                                "select count(*) from messages m join users u on u.id = m.user_id where u.email = ?",
                                person.email())
                        .intValue());
        assertThat(files.get("automatic_answers.ndjson").lines().distinct()).hasSize(1203);
    }

    @Test
    void aLargeOriginalIsInTheMailboxAsItCame() throws IOException {
        var person = Person.register();
        var noise = new byte[150_000];
        new Random(7).nextBytes(noise);
        var text = Base64.getMimeEncoder().encodeToString(noise);
        person.receives("Ann <ann@client.example>", "A large one", text);
        person.receives("Ann <ann@client.example>", "A small one", "Hello");

        var mailbox = export(person).get("originals.mbox");

        TestSql.execute(
                "delete from message_sources s using users u where u.id = s.user_id and u.email = ? and s.size > 100000",
                person.email());
        assertThat(export(person).get("originals.mbox"))
                .doesNotContain("A large one")
                .contains("Subject: A small one");
        assertThat(mailbox).contains(text, "Subject: A small one");
        assertThat(mailbox.lines().filter(line -> line.startsWith("From ann@client.example ")))
                .hasSize(2);
    }

    @Test
    void itIsForThePersonAlone() {
        given().get("/api/export").then().statusCode(401);
        Person.register()
                .asks()
                .get("/api/export")
                .then()
                .statusCode(200)
                .contentType("application/zip")
                .header("Content-Disposition", containsString("getanswers-export.zip"));
    }

    private static Set<String> ids(Map<String, String> files, String table) throws IOException {
        var ids = new TreeSet<String>();
        for (var line : files.get(table + ".ndjson").lines().toList()) {
            assertThat(ids.add(JSON.readTree(line).path("id").asText())).isTrue();
        }
        return ids;
    }

    private static JsonNode row(Map<String, String> files, String table) throws IOException {
        return JSON.readTree(files.get(table + ".ndjson").lines().findFirst().orElseThrow());
    }

    private static Map<String, String> export(Person person) throws IOException {
        var archive = person.asks()
                .get("/api/export")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        var files = new HashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
