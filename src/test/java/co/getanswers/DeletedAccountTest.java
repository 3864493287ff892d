package co.getanswers;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.Operations.Operation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** An account that another instance has deleted, while this one still caches its session. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DeletedAccountTest {
    private static final byte[] MAIL =
            "From: dana@acme.example\r\nSubject: Hello\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void noOperationBreaks() {
        var softly = new SoftAssertions();
        for (var operation : Operations.all()) {
            softly.assertThat(afterDeletion(operation).statusCode())
                    .as(operation.toString())
                    .isLessThan(500);
        }
        softly.assertAll();
    }

    @Test
    void whatWouldCreateSomethingTellsToSignIn() {
        for (var path : new String[] {"/api/objectives", "/api/policies", "/api/messages"}) {
            var operation = Operations.all().stream()
                    .filter(each -> each.toString().equals("POST " + path))
                    .findFirst()
                    .orElseThrow();
            assertThat(afterDeletion(operation).statusCode()).as(path).isEqualTo(401);
        }
    }

    private static Response afterDeletion(Operation operation) {
        var account = TestAccounts.create();
        account.request().get("/api/auth/me").then().statusCode(200);
        TestSql.execute("delete from users where id = ?", account.id());
        var request = account.request();
        if (operation.takesJson()) {
            request.contentType("application/json")
                    .body(Operations.validBody(operation).toString());
        } else if (!operation.mediaTypes().isEmpty()) {
            request.contentType(operation.mediaTypes().get(0)).body(MAIL);
        }
        return request.request(
                operation.method(),
                operation.path().replaceAll("\\{[^}]+}", UUID.randomUUID().toString()));
    }
}
