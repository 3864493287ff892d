package co.getanswers.mailbox.gmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import co.getanswers.DaemonThread;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GmailHttpTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final CountDownLatch end = new CountDownLatch(1);
    private ServerSocket server;

    @BeforeEach
    void start() throws Exception {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws Exception {
        end.countDown();
        server.close();
    }

    private interface Server {
        void serve(Socket client) throws Exception;
    }

    private void serves(Server behaviour) {
        DaemonThread.run(() -> {
            try (var client = server.accept()) {
                client.getInputStream().read(new byte[8192]);
                behaviour.serve(client);
                end.await();
            } catch (Exception stopped) {
                // The test has seen what it wanted to.
            }
        });
    }

    private static void says(Socket client, String text) throws Exception {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private GmailAnswer answer() throws Exception {
        var http = new GmailHttp(HttpClient.newHttpClient(), address -> {}, TIMEOUT);
        var address = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
        return http.send(HttpRequest.newBuilder(address), 1000);
    }

    @Test
    void anAnswerThatStopsHalfWayIsGivenUpAfterTheTimeOut() {
        serves(client -> says(client, "HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n{\"id\": "));

        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThatThrownBy(this::answer).isInstanceOf(GmailFailure.class));
    }

    @Test
    void anAnswerThatGoesOnMayTakeLonger() throws Exception {
        serves(client -> {
            says(client, "HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n");
            for (var part : new String[] {"{\"id\"", ": ", "\"abcd", "\"}"}) {
                // A slow line.
                new CountDownLatch(1).await(TIMEOUT.toMillis() / 2, TimeUnit.MILLISECONDS);
                says(client, part);
            }
        });

        assertThat(answer().body().getString("id")).isEqualTo("abcd");
    }
}
