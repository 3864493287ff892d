package co.getanswers.deploy;

import co.getanswers.ServiceProcess;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** People who sign up, get mail, read and decide, all at the same time. What is not answered as it should be is kept. */
final class Traffic implements AutoCloseable {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService people;
    private final Supplier<ServiceProcess> service;
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
    private final AtomicInteger decisions = new AtomicInteger();
    private volatile boolean over;

    /** @param service asked before each request */
    Traffic(int people, Supplier<ServiceProcess> service) {
        this.service = service;
        this.people = Executors.newFixedThreadPool(people);
        for (var person = 0; person < people; person++) {
            this.people.execute(this::live);
        }
    }

    /** Until everybody has decided about so many more, in all. */
    void awaitDecisions(int more) {
        var until = decisions.get() + more;
        Awaitility.await("decisions")
                .atMost(Duration.ofMinutes(3))
                .until(() -> decisions.get() >= until || !unexpected.isEmpty());
    }

    List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    private void live() {
        try {
            var email = UUID.randomUUID() + "@people.example";
            var token = JsonPath.from(send(
                            201,
                            "POST",
                            "/api/auth/register",
                            "application/json",
                            "{\"email\": \"%s\", \"password\": \"correct horse battery\", \"name\": \"Someone\"}"
                                    .formatted(email),
                            null))
                    .getString("access_token");
            while (!over) {
                decide(email, token);
            }
        } catch (IOException | RuntimeException failed) {
            unexpected.add(failed.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void decide(String email, String token) throws IOException, InterruptedException {
        var mail = "From: Dana <dana@acme.example>\r\nTo: " + email + "\r\nSubject: Renewal " + UUID.randomUUID()
                + "\r\nMessage-ID: <" + UUID.randomUUID() + "@acme.example>\r\n\r\nCould you renew our contract?\r\n";
        send(201, "POST", "/api/messages", "message/rfc822", mail, token);
        var card = JsonPath.from(get("/api/queue?limit=1", token));
        get("/api/stats", token);
        get("/api/objectives", token);
        get("/api/conversations/" + card.getString("cards[0].conversationId"), token);
        send(200, "POST", "/api/queue/" + card.getString("cards[0].id") + "/approve", "application/json", "{}", token);
        get("/api/actions", token);
        decisions.incrementAndGet();
    }

    private String get(String path, String token) throws IOException, InterruptedException {
        return send(200, "GET", path, "application/json", "", token);
    }

    private String send(int status, String method, String path, String type, String body, String token)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(service.get().url(path)))
                .timeout(Duration.ofMinutes(3))
                .header("Content-Type", type)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        var response = client.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() != status) {
            throw new IOException(
                    method + " " + path + " was answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    @Override
    public void close() {
        stop();
    }

    /** Once everybody has ended what they had begun. */
    void stop() {
        over = true;
        people.shutdown();
        try {
            if (!people.awaitTermination(1, TimeUnit.MINUTES)) {
                people.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
