package co.getanswers;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/** A user who registered over the REST interface. */
public record Person(String email, String token) {
    private static final String PASSWORD = "correct horse battery";

    public static Person register() {
        var email = UUID.randomUUID() + "@people.example";
        var token = given().contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", PASSWORD, "name", "Someone"))
                .post("/api/auth/register")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("access_token");
        return new Person(email, token);
    }

    /** The same user once a mailed link has proved the address. */
    public Person proved() {
        TestSql.execute("update users set email_verified_at = created_at where email = ?", email);
        return this;
    }

    /** A request with the user's access token. */
    public RequestSpecification asks() {
        return given().auth().oauth2(token);
    }

    /** Posts a small mail to the user and returns the response. */
    public io.restassured.path.json.JsonPath receives(String from, String subject, String text) {
        var mail = "From: " + from + "\r\nTo: " + email + "\r\nSubject: " + subject + "\r\nMessage-ID: <"
                + UUID.randomUUID()
                + "@test.example>\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + text + "\r\n";
        return asks().contentType("message/rfc822")
                .body(mail.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/api/messages")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }
}
