package co.getanswers.original;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import co.getanswers.Person;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class OriginalResourceTest {
    private static final String MAIL = """
            From: Dana Reyes <dana@acme.example>
            Subject: The plans
            Content-Type: multipart/related; boundary=b

            --b
            Content-Type: text/html

            <p onclick="go()">See <a href="https://acme.example/">the site</a>: <img src="cid:logo@acme.example" alt="logo">\
            <img src="https://acme.example/pixel.png"></p>
            --b
            Content-Type: image/png
            Content-ID: <logo@acme.example>
            Content-Transfer-Encoding: base64

            cGxhbnM=
            --b
            Content-Type: text/html; name="Über uns.html"
            Content-Disposition: attachment

            <p>About us</p>
            --b--
            """;

    private Person owner;

    @BeforeEach
    void registerTheOwner() {
        owner = Person.register();
    }

    @Test
    void theOriginalComesBackByteForByte() {
        var mail =
                bytes("Subject: Caf\u00e9\r\nFrom: dana@acme.example\r\n\r\nBare\nfeeds, a NUL \u0000 and \u00ff.\r\n");
        var response = get(ingest(mail), "/source");

        assertThat(response.asByteArray()).isEqualTo(mail);
        response.then()
                .statusCode(200)
                .contentType("message/rfc822")
                .header("Content-Disposition", startsWith("attachment; filename=\""))
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", startsWith("sandbox"));
    }

    @Test
    void aSeparatorOfAMailboxIsNoPartOfIt() {
        var mail = bytes("From: dana@acme.example\nSubject: x\n\nHello\n");
        var id = ingest(bytes(
                "From dana@acme.example Fri Nov 20 10:00:00 2026\n" + new String(mail, StandardCharsets.US_ASCII)));

        assertThat(get(id, "/source").asByteArray()).isEqualTo(mail);
    }

    @Test
    void aLargeOneComesInPieces() {
        var content = new byte[1_500_000];
        new Random(7).nextBytes(content);
        var mail = bytes("From: dana@acme.example\r\nContent-Type: application/zip; name=a.zip\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(content));
        var id = ingest(mail);

        assertThat(get(id, "/source").asByteArray()).isEqualTo(mail);
        assertThat(get(id, "/attachments/1").asByteArray()).isEqualTo(content);
    }

    @Test
    void anAttachmentIsAFileAndNeverAPage() {
        var id = ingest(bytes(MAIL));

        var logo = get(id, "/attachments/1");
        logo.then()
                .statusCode(200)
                .contentType("image/png")
                .header("Content-Disposition", "attachment; filename=\"attachment-1.png\"")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", startsWith("sandbox"));
        assertThat(logo.asString()).isEqualTo("plans");

        get(id, "/attachments/2")
                .then()
                .statusCode(200)
                .contentType("application/octet-stream")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"_ber uns.html\"; filename*=UTF-8''%C3%9Cber%20uns.html");
    }

    @Test
    void htmlIsSafeAndHoldsTheImagesOfTheMessage() {
        var html = get(ingest(bytes(MAIL)), "/html");

        html.then().statusCode(200).contentType("text/html").header("X-Content-Type-Options", "nosniff");
        assertThat(html.headers().getValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "img-src data:", "form-action 'none'", "sandbox")
                .doesNotContain("script", "allow-same-origin");
        assertThat(html.asString())
                .contains("<a href=\"https://acme.example/\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">")
                .contains("<img src=\"data:image/png;base64,cGxhbnM=\" alt=\"logo\">")
                .doesNotContain("onclick", "pixel");
    }

    @Test
    void htmlIsServedWithoutTheOriginalToo() {
        var id = ingest(bytes(MAIL));
        TestSql.execute("delete from message_sources where message_id = ?", UUID.fromString(id));

        get(id, "/html").then().statusCode(200).body(containsString("[logo]")).body(not(containsString("cid:")));
    }

    @Test
    void aMessageWithoutHtmlHasNone() {
        get(ingest(bytes("From: dana@acme.example\n\nHello\n")), "/html")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", equalTo("This message has no HTML."));
    }

    @Test
    void aDeletedOriginalIsToldFromAnAttachmentThatNeverWas() {
        var id = ingest(bytes(MAIL));
        get(id, "/attachments/3").then().statusCode(404);
        get(id, "/attachments/0").then().statusCode(404);

        TestSql.execute("delete from message_sources where message_id = ?", UUID.fromString(id));

        get(id, "/source").then().statusCode(404).body("detail", containsString("not kept"));
        get(id, "/attachments/1").then().statusCode(410).body("detail", containsString("not kept"));
        get(id, "/attachments/3").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/source", "/attachments/1", "/html"})
    void anotherUsersMessageIsNotThere(String path) {
        var id = ingest(bytes(MAIL));

        Person.register()
                .asks()
                .get("/api/messages/" + id + path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        io.restassured.RestAssured.given()
                .get("/api/messages/" + id + path)
                .then()
                .statusCode(401);
    }

    @Test
    void itGoesWithTheAccount() {
        var id = UUID.fromString(ingest(bytes(MAIL)));
        assertThat(kept(id)).isTrue();

        owner.asks().delete("/api/auth/me").then().statusCode(204);

        assertThat(kept(id)).isFalse();
    }

    private static boolean kept(UUID id) {
        return TestSql.value(Boolean.class, "select exists (select from message_sources where message_id = ?)", id);
    }

    private Response get(String id, String path) {
        return owner.asks().get("/api/messages/" + id + path);
    }

    private String ingest(byte[] mail) {
        return owner.asks()
                .contentType("message/rfc822")
                .body(Arrays.copyOf(mail, mail.length))
                .post("/api/messages")
                .then()
                .statusCode(201)
                .extract()
                .path("message.id");
    }

    private static byte[] bytes(String mail) {
        return mail.getBytes(StandardCharsets.ISO_8859_1);
    }
}
