package co.getanswers.intake;

import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import co.getanswers.Person;
import co.getanswers.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AttachmentListTest {
    private static final String MAIL = """
            From: Dana Reyes <dana@acme.example>
            Subject: The plans
            Content-Type: multipart/mixed; boundary=b

            --b

            Do you agree with these plans?
            --b
            Content-Type: application/pdf; name="Garden plan.pdf"
            Content-Transfer-Encoding: base64

            cGxhbnM=
            --b--
            """;

    @Test
    void messageThreadAndCardListTheAttachments() {
        var owner = Person.register();
        var ingested = owner.asks()
                .contentType("message/rfc822")
                .body(MAIL.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .post("/api/messages")
                .then()
                .statusCode(201)
                .body("message.attachments", hasSize(1))
                .extract()
                .jsonPath();

        assertListed(owner, "/api/messages/" + ingested.getString("message.id"), "attachments");
        assertListed(owner, "/api/conversations/" + ingested.getString("conversationId"), "timeline[0].attachments");
        assertListed(owner, "/api/queue", "cards[0].attachments");
    }

    private static void assertListed(Person owner, String path, String list) {
        owner.asks()
                .get(path)
                .then()
                .statusCode(200)
                .body(list, hasSize(1))
                .body(list + "[0].number", equalTo(1))
                .body(list + "[0].name", equalTo("Garden plan.pdf"))
                .body(list + "[0].type", equalTo("application/pdf"))
                .body(list + "[0].size", equalTo(5))
                .body(list + "[0].inline", equalTo(false))
                .body(list + "[0].hash.length()", equalTo(64))
                .body(list + "[0].contentId", nullValue());
    }

    @Test
    void aMessageWithoutAnyListsNone() {
        var owner = Person.register();
        owner.receives("dana@acme.example", "The plans", "Do you agree?");

        owner.asks().get("/api/queue").then().body("cards[0].attachments", empty());
    }
}
