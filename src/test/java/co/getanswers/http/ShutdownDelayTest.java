package co.getanswers.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalToIgnoringCase;
import static org.hamcrest.Matchers.not;

import co.getanswers.TestDatabase;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The time between the signal to stop and the stop, in which every request is still served. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(ShutdownDelayTest.OwnProcess.class)
class ShutdownDelayTest {
    /** Keeps the application that is told to stop from the other tests. */
    public static class OwnProcess implements QuarkusTestProfile {}

    private static final String BODY = "{\"refresh_token\": \"nobody's\"}";

    @TestHTTPResource
    URI service;

    @Inject
    Event<ShutdownDelayInitiatedEvent> signal;

    @Test
    void requestsInFlightEndAndClientsAreToldToCloseTheirConnections() throws Exception {
        given().get("/q/health/live").then().statusCode(200).header("Connection", not(equalToIgnoringCase("close")));
        try (var inFlight = new Socket(service.getHost(), service.getPort())) {
            send(
                    inFlight,
                    "POST /api/auth/refresh HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY.substring(0, 5));

            signal.fire(new ShutdownDelayInitiatedEvent());

            send(inFlight, BODY.substring(5));
            var answer = new BufferedReader(new InputStreamReader(inFlight.getInputStream(), StandardCharsets.UTF_8));
            assertThat(answer.readLine()).isEqualTo("HTTP/1.1 401 Unauthorized");
        }
        given().get("/q/health/live").then().statusCode(200).header("Connection", equalToIgnoringCase("close"));
        given().get("/api/queue").then().statusCode(401).header("Connection", equalToIgnoringCase("close"));
    }

    private static void send(Socket socket, String text) throws Exception {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }
}
