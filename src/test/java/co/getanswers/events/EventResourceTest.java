package co.getanswers.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import co.getanswers.Person;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Server-sent events, read as they come. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class EventResourceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    record Event(String id, String name, Change change) {}

    /** A client that reads the stream in a thread of its own. */
    private static final class Client implements AutoCloseable {
        private final List<Event> events = new CopyOnWriteArrayList<>();
        private final HttpResponse<Stream<String>> response;
        private final Thread reader;

        Client(Person person, String last) throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/api/events"))
                    .header("Authorization", "Bearer " + person.token())
                    .header("Accept", "text/event-stream");
            if (last != null) {
                request.header("Last-Event-ID", last);
            }
            response = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofLines());
            assertThat(response.statusCode()).isEqualTo(200);
            reader = new Thread(this::read);
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            var fields = new ArrayList<String>();
            try {
                response.body().forEach(line -> {
                    if (!line.isEmpty()) {
                        fields.add(line);
                    } else if (fields.stream().anyMatch(field -> field.startsWith("data:"))) {
                        events.add(
                                new Event(value(fields, "id"), value(fields, "event"), change(value(fields, "data"))));
                        fields.clear();
                    }
                });
            } catch (UncheckedIOException closed) {
                // The test closes the stream while this thread waits for a line.
            }
        }

        private static String value(List<String> fields, String name) {
            return fields.stream()
                    .filter(field -> field.startsWith(name + ":"))
                    .findFirst()
                    .orElseThrow()
                    .substring(name.length() + 1)
                    .strip();
        }

        private static Change change(String data) {
            try {
                return JSON.readValue(data, Change.class);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        Event next(int number) {
            await().until(() -> events.size() >= number);
            return events.get(number - 1);
        }

        boolean hasEnded() {
            return !reader.isAlive();
        }

        @Override
        public void close() {
            response.body().close();
        }
    }

    @Test
    void aMailIsHeardOfAndNothingThatCameWhileNobodyListened() throws Exception {
        var person = Person.register().proved();
        String seen;
        try (var client = new Client(person, null)) {
            assertThat(client.next(1).name()).isEqualTo("changed");
            person.receives("Mara <mara@example.org>", "Friday", "Shall we meet on Friday?");
            var heard = client.next(2);
            assertThat(heard.change()).isEqualTo(new Change(true, false));
            seen = heard.id();
        }
        person.receives("Mara <mara@example.org>", "Monday", "Or on Monday?");
        try (var client = new Client(person, seen)) {
            var missed = client.next(1);
            assertThat(missed.change()).isEqualTo(new Change(true, false));
            assertThat(missed.id()).isNotEqualTo(seen);
            seen = missed.id();
        }
        try (var client = new Client(person, seen)) {
            person.asks().get("/api/queue").then().statusCode(200);
            var card = person.asks().get("/api/queue").then().extract().<String>path("cards[0].id");
            person.asks()
                    .contentType("application/json")
                    .body("{\"reason\": \"I call\"}")
                    .post("/api/queue/" + card + "/override")
                    .then()
                    .statusCode(200);
            assertThat(client.next(1).id()).isNotEqualTo(seen);
        }
    }

    @Test
    void aChangeOfAnAccountOnAnotherServerIsToldApart() throws Exception {
        var person = Person.register().proved();
        try (var client = new Client(person, null)) {
            client.next(1);
            TestSql.execute("""
                    insert into mail_accounts (
                      id, user_id, provider, addresses, imap_host, imap_port, imap_tls, imap_username, smtp_host, smtp_port,
                      smtp_tls, smtp_username, sealed_password, keeps_sent, state, version, messages_total, messages_done,
                      available_at, failures, refusals, created_at, updated_at)
                    select gen_random_uuid(), id, 'imap', '{}', 'imap.example', 993, 'implicit', 'x', 'smtp.example', 465,
                           'implicit', 'x', '{}', true, 'paused', 1, 0, 0, 'infinity', 0, 0, now(), now()
                    from users where email = ?""", person.email());
            assertThat(client.next(2).change()).isEqualTo(new Change(false, true));
        }
    }

    @Test
    void theStreamEndsWithTheSession() throws Exception {
        var person = Person.register();
        try (var client = new Client(person, "not an id of ours")) {
            client.next(1);
            person.asks()
                    .contentType("application/json")
                    .body("{}")
                    .post("/api/auth/logout")
                    .then()
                    .statusCode(204);
            await().until(client::hasEnded);
        }
        person.asks().get("/api/events").then().statusCode(401);
    }

    @Test
    void oneUserCannotHaveAllStreams() throws Exception {
        var person = Person.register();
        var open = new ArrayList<Client>();
        try {
            for (var number = 0; number < 20; number++) {
                open.add(new Client(person, null));
            }
            person.asks()
                    .accept("text/event-stream")
                    .get("/api/events")
                    .then()
                    .statusCode(429)
                    .header("Retry-After", "30")
                    .body(containsString("You have 20 streams open already"));
            new Client(Person.register(), null).close();
        } finally {
            open.forEach(Client::close);
        }
    }
}
