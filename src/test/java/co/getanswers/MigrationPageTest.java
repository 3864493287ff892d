package co.getanswers;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dev mode's page of migrations, on a server of its own; its commands are those of the launcher. */
class MigrationPageTest {
    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        var router = Router.router(vertx);
        new MigrationPage(vertx).register(router);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void end() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void thePageOffersACommandForEachButtonAndLoadsNothing() throws Exception {
        var page = send(request().GET());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("value=\"check\"", "revision --autogenerate")
                .doesNotContain("downgrade");
        assertThat(page.headers().firstValue("Content-Security-Policy")).contains("default-src 'none'");
    }

    @ParameterizedTest
    @CsvSource({"http://example.org", "http://127.0.0.1", "null", "''"})
    void pagesElsewhereRunNothing(String origin) throws Exception {
        var request = request().POST(HttpRequest.BodyPublishers.ofString("command=current"));
        if (!origin.isEmpty()) {
            request.header("Origin", origin);
        }

        assertThat(send(request).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"command=downgrade", "command=revision", "command=revision&message=+", "''"})
    void whatHasNoButtonIsNotRun(String form) throws Exception {
        var refused = send(request()
                .header("Origin", "http://127.0.0.1:" + server.actualPort())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).startsWith("Name one of [current,");
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + "/dev/migrate"));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
