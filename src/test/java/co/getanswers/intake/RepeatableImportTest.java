package co.getanswers.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import co.getanswers.Person;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RepeatableImportTest {
    private static final byte[] MAILBOX = Archives.mbox("The quote", "The contract");

    private final String key = UUID.randomUUID().toString();
    private Person owner;

    @TestHTTPResource("/api/messages/import")
    URI address;

    @BeforeEach
    void registerTheOwner() {
        owner = Person.register();
    }

    @Test
    void aRepetitionGetsTheLastLineAndTheRefusalsOfTheFirstImport() {
        var refused = "From a@b.example Mon Nov  2 10:00:00 2026\nno header here\n\n".getBytes(StandardCharsets.UTF_8);
        var mailbox = new byte[MAILBOX.length + refused.length];
        System.arraycopy(MAILBOX, 0, mailbox, 0, MAILBOX.length);
        System.arraycopy(refused, 0, mailbox, MAILBOX.length, refused.length);

        var first = importing(mailbox).asString().lines().toList();
        var again = importing(mailbox).asString().lines().toList();

        assertThat(last(first)).contains("\"done\":true", "\"imported\":2", "\"failed\":1");
        assertThat(again).hasSize(2).isSubsetOf(first).first().asString().contains("\"number\":3", "reason");
        assertThat(last(again)).isEqualTo(last(first));
    }

    @Test
    void manyAtOnceHaveOneEffectAndOneAnswer() {
        var answers = Collections.nCopies(100, MAILBOX).parallelStream()
                .map(this::importing)
                .toList();

        assertThat(answers)
                .extracting(Response::statusCode)
                .isSubsetOf(200, 409, 429)
                .contains(200);
        assertThat(answers.stream()
                        .filter(answer -> answer.statusCode() == 200)
                        .map(answer -> last(answer.asString().lines().toList()))
                        .collect(Collectors.toSet()))
                .singleElement()
                .asString()
                .contains("\"imported\":2", "\"duplicates\":0");
    }

    @Test
    void anEmptyKeyIsRefused() {
        owner.asks()
                .contentType("application/mbox")
                .header("Idempotency-Key", "")
                .body(MAILBOX)
                .post("/api/messages/import")
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("Idempotency-Key"));
        assertThat(messages()).isZero();
    }

    @Test
    void anotherMailboxWithTheSameKeyIsRefused() {
        importing(MAILBOX);

        var other = importing(Archives.mbox("The quote", "Another one"));

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.jsonPath().getString("errors[0].field")).isEqualTo("Idempotency-Key");
        assertThat(messages()).isEqualTo(2);
    }

    @Test
    void whatIsRefusedMayBeRepeatedWithItsKey() {
        assertThat(importing("no mailbox".getBytes(StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(422);

        assertThat(importing(MAILBOX).statusCode()).isEqualTo(200);
        assertThat(messages()).isEqualTo(2);
    }

    @Test
    void anImportThatEndedEarlyGoesOn() throws Exception {
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            var out = socket.getOutputStream();
            out.write(("POST /api/messages/import HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + owner.token()
                            + "\r\nContent-Type: application/mbox\r\nIdempotency-Key: " + key + "\r\nContent-Length: "
                            + MAILBOX.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(MAILBOX, 0, MAILBOX.length - 10);
            out.flush();
            await("its lease").until(() -> leases() == 1);
            assertThat(importing(MAILBOX).statusCode()).isEqualTo(409);
        }
        await("the end of its lease").until(() -> leases() == 0);

        assertThat(last(importing(MAILBOX).asString().lines().toList())).contains("\"done\":true");
        assertThat(messages()).isEqualTo(2);
    }

    @Test
    void theKeyOfAKilledProcessIsFreeOnceItsLeaseHasRunOut() {
        importing(MAILBOX);
        TestSql.execute(
                "update idempotency_keys set status = null, body = null, leased_until = now() + interval '1 minute' where key = ?",
                key);
        assertThat(importing(MAILBOX).statusCode()).isIn(409, 422);

        TestSql.execute("update idempotency_keys set leased_until = now() - interval '1 second' where key = ?", key);

        assertThat(last(importing(MAILBOX).asString().lines().toList())).contains("\"done\":true", "\"duplicates\":2");
        assertThat(messages()).isEqualTo(2);
    }

    private Response importing(byte[] mailbox) {
        return owner.asks()
                .contentType("application/mbox")
                .header("Idempotency-Key", key)
                .body(mailbox)
                .post("/api/messages/import");
    }

    private static String last(List<String> lines) {
        return lines.get(lines.size() - 1);
    }

    private long leases() {
        return count("select count(*) from idempotency_keys where status is null and key = ?", key);
    }

    private long messages() {
        return count("select count(*) from messages where user_id = ?", Database.idOf(owner));
    }

    private static long count(String sql, Object parameter) {
        return Objects.requireNonNull(TestSql.value(Long.class, sql, parameter));
    }
}
