package co.getanswers.schema.boot;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import co.getanswers.Person;
import co.getanswers.TestDatabase;
import co.getanswers.TestSql;
import co.getanswers.platform.DatabaseUrl;
import co.getanswers.schema.AlembicDatabase;
import co.getanswers.schema.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The service on a database that the service before left at its last revision. */
@QuarkusTest
@QuarkusTestResource(value = AdoptedServiceTest.LeftByAlembic.class, restrictToAnnotatedClass = true)
class AdoptedServiceTest {
    private static final String THREAD = "00000000-0000-4000-8000-0000000000b6";

    /** Fills the database before the application starts. */
    public static class LeftByAlembic implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            var url = TestDatabase.fresh();
            var database = Database.at(url);
            AlembicDatabase.make("012_add_microsoft_id", database);
            database.execute("UPDATE conversations SET participants = '[\"cy@example.org\", \"di@example.org\"]'"
                    + " WHERE id = '" + THREAD + "'");
            var settings = new HashMap<>(DatabaseUrl.parse(url).settings());
            settings.put("getanswers.credentials.key", TestDatabase.CREDENTIALS_KEY);
            settings.put("getanswers.credentials.at-adoption", "seal");
            settings.put("getanswers.secret-key", UUID.randomUUID().toString() + UUID.randomUUID());
            return settings;
        }

        @Override
        public void stop() {}
    }

    @Test
    void itsUsersSignInAndFindTheirMailAndTheirQueue() {
        as(tokenOf("ada@example.com"))
                .get("/api/auth/me")
                .then()
                .statusCode(200)
                .body("gmailConnected", equalTo(true));
        var bo = as(tokenOf("bo@example.com"));
        bo.get("/api/auth/me").then().body("gmailConnected", equalTo(false));
        bo.get("/api/conversations").then().statusCode(200);
        bo.get("/api/conversations/" + THREAD)
                .then()
                .statusCode(200)
                .body("participants", hasSize(2))
                .body("participants.email", hasItem("di@example.org"));
        var queue = bo.get("/api/queue").then().statusCode(200).extract().jsonPath();
        assertThat(queue.getList("cards")).hasSize(1);
        bo.contentType(ContentType.JSON)
                .body("{}")
                .post("/api/queue/" + queue.getString("cards[0].id") + "/approve")
                .then()
                .statusCode(200);
        bo.delete("/api/auth/me").then().statusCode(204);
        assertThat(TestSql.value(Long.class, "select count(*) from users where email = 'bo@example.com'"))
                .isZero();
    }

    @Test
    void whomTheServiceBeforeRegistersHasEverythingFromTheFirstSignIn() {
        TestSql.execute(
                "insert into users (id, email, password_hash, name, autonomy_level, created_at, updated_at)"
                        + " values (gen_random_uuid(), 'cleo@example.com', 'hash', 'Cleo', 'medium', localtimestamp, localtimestamp)");
        TestSql.execute("insert into objectives (id, user_id, title, status, created_at, updated_at)"
                + " select gen_random_uuid(), id, 'Start', 'handled', localtimestamp, localtimestamp"
                + " from users where email = 'cleo@example.com'");

        var cleo = tokenOf("cleo@example.com");

        as(cleo).get("/api/queue")
                .then()
                .statusCode(200)
                .body("cards", hasSize(0))
                .body("total", equalTo(0));
        as(cleo).get("/api/stats").then().statusCode(200).body("navigationCounts.handledByAI", equalTo(1));
        as(cleo).contentType("message/rfc822")
                .body("""
                        From: Di <di@example.org>
                        To: cleo@example.com
                        Subject: Lease
                        Message-ID: <lease@example.org>
                        Date: Mon, 2 Nov 2026 10:00:00 +0000

                        Could you sign the lease by Friday?
                        """.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))
                .post("/api/messages")
                .then()
                .statusCode(201);
        as(cleo).get("/api/queue").then().body("cards", hasSize(1)).body("total", equalTo(1));
    }

    /** Gives the user the password of a new one: nobody knows that of the row. */
    private static String tokenOf(String email) {
        var other = Person.register();
        TestSql.execute(
                "update users set password_hash = (select password_hash from users where email = ?) where email = ?",
                other.email(),
                email);
        return given().contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", "correct horse battery"))
                .post("/api/auth/login")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token);
    }
}
