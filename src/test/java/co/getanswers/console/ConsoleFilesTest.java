package co.getanswers.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import co.getanswers.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ConsoleFilesTest {
    private static final Path FOLDER = Path.of("src/main/resources/console");
    private static final int LARGEST_VIEW = 150 * 1024;
    private static final Pattern SENTENCE = Pattern.compile("\\bt\\('([^']+)'");

    @Test
    void browsersGetThePageAndOtherClientsTheDescription() {
        given().accept("text/html,application/xhtml+xml,*/*;q=0.8")
                .get("/")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Vary", containsString("Accept"))
                .body(containsString("/console/app.js"));
        for (var accept : new String[] {"*/*", "application/json"}) {
            given().accept(accept).get("/").then().statusCode(200).body("name", equalTo("getanswers"));
        }
    }

    @Test
    void thePageRunsNothingButTheServicesOwnScripts() {
        var policy = given().accept("text/html").get("/").then().extract().header("Content-Security-Policy");
        assertThat(policy)
                .contains(
                        "default-src 'none'",
                        "script-src 'self'",
                        "frame-ancestors 'none'",
                        "require-trusted-types-for")
                .doesNotContain("unsafe", "http:", "https:", "*");
        given().accept("text/html")
                .get("/")
                .then()
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Referrer-Policy", equalTo("no-referrer"))
                .body(not(containsString("<script>")))
                .body(not(containsString(" style=")));
    }

    @Test
    void everyFileIsServedWithATagThatSavesItsTransfer() throws IOException {
        try (var files = Files.list(FOLDER)) {
            for (var file : files.toList()) {
                var response = given().get("/console/" + file.getFileName());
                assertThat(response.statusCode()).as(file.toString()).isEqualTo(200);
                given().header("If-None-Match", response.header("ETag"))
                        .get("/console/" + file.getFileName())
                        .then()
                        .statusCode(304);
            }
        }
        given().get("/console/elsewhere.js").then().statusCode(404);
        given().urlEncodingEnabled(false)
                .get("/console/..%2fapplication.properties")
                .then()
                .statusCode(404);
    }

    @Test
    void theFirstViewIsSmall() throws IOException {
        try (var files = Files.list(FOLDER)) {
            var bytes = files.mapToInt(file ->
                            ConsoleFile.read(file.getFileName().toString()).zipped().length)
                    .sum();
            assertThat(bytes).isLessThan(LARGEST_VIEW);
        }
    }

    @Test
    void everySentenceIsAlsoGerman() throws IOException {
        var german = Files.readString(FOLDER.resolve("de.js"));
        var missing = new TreeSet<String>();
        try (var files = Files.list(FOLDER)) {
            for (var file :
                    files.filter(name -> name.toString().endsWith(".js")).toList()) {
                SENTENCE.matcher(Files.readString(file))
                        .results()
                        .map(match -> match.group(1))
                        .filter(sentence -> !german.contains("'" + sentence + "':"))
                        .forEach(missing::add);
            }
        }
        assertThat(missing).isEmpty();
    }
}
