package co.getanswers.platform;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import co.getanswers.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RootTest {
    @Test
    void theRootTellsWhatServiceThisIs() {
        given().get("/")
                .then()
                .statusCode(200)
                .body("name", equalTo("getanswers"))
                .body("status", equalTo("ok"));
    }

    @Test
    void healthIsUpOnceTheSchemaIs() {
        for (var check : new String[] {"live", "ready", "started"}) {
            given().get("/q/health/" + check).then().statusCode(200).body("status", equalTo("UP"));
        }
    }

    @Test
    void aSaneRequestIdComesBackAndAnyOtherIsReplaced() {
        given().header("X-Request-ID", "abc-1").get("/").then().header("X-Request-ID", "abc-1");
        given().header("X-Request-ID", "a b<script>")
                .get("/")
                .then()
                .header("X-Request-ID", not(equalTo("a b<script>")))
                .header("X-Request-ID", matchesPattern("[0-9a-f-]{36}"));
    }

    @Test
    void aPathThatDoesNotExistIsAProblem() {
        given().header("X-Request-ID", "abc-2")
                .get("/api/nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("status", equalTo(404))
                .body("instance", equalTo("/api/nothing"))
                .body("requestId", equalTo("abc-2"))
                .body("detail", notNullValue());
    }

    @Test
    void aNulCharacterInThePathOrQueryIsRefused() {
        given().urlEncodingEnabled(false)
                .get("/api/objectives?q=a%00b")
                .then()
                .statusCode(400)
                .body("status", equalTo(400));
    }

    @Test
    void onlyTheWebClientsOriginMayCall() {
        given().header("Origin", "http://localhost:3000")
                .get("/")
                .then()
                .header("Access-Control-Allow-Origin", "http://localhost:3000")
                .header("Access-Control-Allow-Credentials", "true");
        given().header("Origin", "https://elsewhere.example")
                .get("/")
                .then()
                .header("Access-Control-Allow-Origin", (String) null);
    }

    @Test
    void metricsArePrometheusText() {
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .contentType(matchesPattern("text/plain.*|application/openmetrics.*"));
    }
}
