package co.getanswers.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.Person;
import co.getanswers.TestDatabase;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The series that requests leave in the metrics. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BoundedRequestTagsTest {
    @Test
    void madeUpMethodsAndPathsAddNoSeries() {
        madeUp();
        var before = series();

        for (var i = 0; i < 5; i++) {
            madeUp();
        }

        assertThat(series()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void aRequestWhoseClientWentAwayIsBoundedToo() {
        var tags = Tags.of("method", "MADEUP", "uri", "/made-up", "status", "RESET");
        var gone = new Meter.Id("http.server.requests", tags, null, null, Meter.Type.TIMER);

        assertThat(new BoundedRequestTags().resets().map(gone).getTags())
                .containsExactlyInAnyOrderElementsOf(Tags.of("method", "OTHER", "uri", "UNMATCHED", "status", "RESET"));
    }

    @Test
    void aResourceKeepsItsTemplate() {
        var person = Person.register();
        person.asks().get("/api/objectives/" + UUID.randomUUID()).then().statusCode(404);
        person.asks().get("/api/stats").then().statusCode(200);
        given().get("/api/stats").then().statusCode(401);

        assertThat(series())
                .anyMatch(line -> line.contains("uri=\"/api/objectives/{id}\"") && line.contains("status=\"404\""))
                .anyMatch(line -> line.contains("uri=\"/api/stats\"") && line.contains("status=\"200\""))
                .anyMatch(line -> line.contains("uri=\"/api/stats\"") && line.contains("status=\"401\""));
    }

    private void madeUp() {
        var made = UUID.randomUUID().toString();
        given().request("X" + made.substring(0, 8).toUpperCase(Locale.ROOT), "/api/stats");
        given().get("/" + made);
        given().get("/api/" + made);
        given().get("/q/" + made);
        given().post("/api/queue/" + made);
        given().delete("/api/stats/" + made);
        given().urlEncodingEnabled(false).get("/api/%00" + made);
        given().contentType("application/json").body(new byte[1024 * 1024 + 1]).post("/api/" + made);
        given().header("Origin", "https://made-up.example")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", made)
                .options("/api/" + made);
    }

    private static List<String> series() {
        return given().get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .sorted()
                .toList();
    }
}
