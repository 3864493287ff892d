package co.getanswers.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedResponsesTest {
    private static final int LIMIT = 100;

    private static BoundedResponses responses(String text) {
        return new BoundedResponses(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)), LIMIT);
    }

    private static String byByte(String text) throws IOException {
        var read = new StringBuilder();
        try (var responses = responses(text)) {
            for (var next = responses.read(); next >= 0; next = responses.read()) {
                read.append((char) next);
            }
        }
        return read.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* 1 FETCH (BODY[] {3}\r\nabc)\r\n",
                "* OK {a}\r\n* OK {}\r\n",
                "* 1 FETCH (BODY[] {7}\r\n{99999})\r\n",
                "* OK the year {2000} was\r\n* OK {5\r\n"
            })
    void whatIsWithinTheLimitsPassesUnchanged(String text) throws IOException {
        assertThat(responses(text).readAllBytes()).isEqualTo(text.getBytes(StandardCharsets.US_ASCII));
        assertThat(byByte(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{101}\r\n", "* 1 FETCH (BODY[] {3}\r\nabc BODY[1] {99999999999999999999}\r\n"})
    void aLiteralThatIsAnnouncedTooLongIsRefused(String text) {
        assertThatThrownBy(() -> responses(text).readAllBytes()).isInstanceOf(UnreachableServer.class);
        assertThatThrownBy(() -> byByte(text)).isInstanceOf(UnreachableServer.class);
    }

    @Test
    void aLineWithoutAnEndIsRefused() {
        var text = "* OK " + "a".repeat(BoundedResponses.LONGEST_LINE);

        assertThatThrownBy(() -> responses(text).readAllBytes()).isInstanceOf(UnreachableServer.class);
    }
}
