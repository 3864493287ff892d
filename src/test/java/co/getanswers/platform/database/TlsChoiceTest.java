package co.getanswers.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsChoiceTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @CsvSource({"S, REQUIRE", "N, DISABLE"})
    void theServersAnswerDecidesAndItsSocketCloses(char answer, SslMode expected) throws Exception {
        try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            var asked = CompletableFuture.supplyAsync(() -> answerOnce(server, answer));
            var choice = new TlsChoice(vertx, options(server, SslMode.PREFER));

            assertThat(chosen(choice)).isEqualTo(expected);
            assertThat(asked.get(10, TimeUnit.SECONDS))
                    .as("the bytes until the client closes")
                    .containsExactly(0, 0, 0, 8, 4, 210, 22, 47);
        }
    }

    @Test
    void theServerIsAskedOnce() throws Exception {
        try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            CompletableFuture.runAsync(() -> answerOnce(server, 'N'));
            var choice = new TlsChoice(vertx, options(server, SslMode.PREFER));
            chosen(choice);

            assertThat(chosen(choice)).isEqualTo(SslMode.DISABLE);
        }
    }

    @Test
    void anyOtherModeIsTakenAsItIs() throws Exception {
        try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            assertThat(chosen(new TlsChoice(vertx, options(server, SslMode.VERIFY_FULL))))
                    .isEqualTo(SslMode.VERIFY_FULL);
        }
    }

    private static SslMode chosen(TlsChoice choice) throws Exception {
        return choice.choose().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static PgConnectOptions options(ServerSocket server, SslMode mode) {
        return new PgConnectOptions()
                .setHost("localhost")
                .setPort(server.getLocalPort())
                .setSslMode(mode);
    }

    /** Accepts one connection, and returns its bytes when it is closed. */
    private static List<Integer> answerOnce(ServerSocket server, char answer) {
        try (var client = server.accept()) {
            var bytes = new ArrayList<Integer>();
            for (var i = 0; i < 8; i++) {
                bytes.add(client.getInputStream().read());
            }
            client.getOutputStream().write(answer);
            for (var next = client.getInputStream().read();
                    next >= 0;
                    next = client.getInputStream().read()) {
                bytes.add(next);
            }
            return bytes;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
