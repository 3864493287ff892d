package co.getanswers.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUnavailableTest {
    private static boolean refused(String sqlState) {
        return DatabaseUnavailable.isCauseOf(
                new CompletionException(new PgException("refused", "ERROR", sqlState, null)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"57P01", "57P03", "57014", "53100", "53200", "53300", "25006", "08006", "58030", "40P01", "40001"
            })
    void whatPassesIsUnavailability(String sqlState) {
        assertThat(refused(sqlState)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"42P01", "23505", "22001", "42601"})
    void whatWouldFailAgainIsNot(String sqlState) {
        assertThat(refused(sqlState)).isFalse();
    }

    @Test
    void noConnectionIsUnavailability() {
        assertThat(DatabaseUnavailable.isCauseOf(new ConnectionPoolTooBusyException("full")))
                .isTrue();
        assertThat(DatabaseUnavailable.isCauseOf(new RuntimeException(new ConnectException("refused"))))
                .isTrue();
        assertThat(DatabaseUnavailable.isCauseOf(new RuntimeException("Timeout")))
                .isTrue();
    }

    @Test
    void aLostConnectionIsUnavailability() {
        assertThat(DatabaseUnavailable.isCauseOf(new RuntimeException(new IOException("Connection reset by peer"))))
                .isTrue();
        assertThat(DatabaseUnavailable.isCauseOf(new ClosedChannelException())).isTrue();
        assertThat(DatabaseUnavailable.isCauseOf(
                        new RuntimeException("Connection is not active now, current status: CLOSED")))
                .isTrue();
    }

    @Test
    void aClientThatWentAwayIsNot() {
        assertThat(DatabaseUnavailable.isCauseOf(new HttpClosedException("closed")))
                .isFalse();
        assertThat(DatabaseUnavailable.isCauseOf(new IllegalStateException("a bug")))
                .isFalse();
    }
}
