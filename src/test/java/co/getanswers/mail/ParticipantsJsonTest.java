package co.getanswers.mail;

import static org.assertj.core.api.Assertions.assertThat;

import co.getanswers.mail.ParticipantsJson.Stored;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParticipantsJsonTest {
    private static final Participant DANA = new Participant("dana@acme.example", "Dana Reyes");
    private static final Participant KIM = new Participant("kim@acme.example", "");

    @Test
    void participantsAreReadAsTheyWereWritten() {
        var stored = List.of(new Stored(DANA, true), new Stored(KIM, false));

        assertThat(ParticipantsJson.read(ParticipantsJson.write(stored.stream())))
                .isEqualTo(stored);
        assertThat(ParticipantsJson.write(Stream.of(new Stored(KIM, false))))
                .isEqualTo("[{\"email\":\"kim@acme.example\",\"name\":\"\"}]");
    }

    @Test
    void plainAddressesAreRead() {
        assertThat(ParticipantsJson.readAll(
                        "[\" Kim@acme.example\", {\"email\": \"dana@acme.example\", \"name\": \"Dana Reyes\"}]"))
                .containsExactly(KIM, DANA);
    }

    @Test
    void aNameWithoutAnAddressIsShownAndNeverMatched() {
        var json = "[{\"name\": \"Dana Reyes\"}, {\"email\": null, \"name\": \"Kim\"}]";

        assertThat(ParticipantsJson.readAll(json))
                .containsExactly(new Participant("", "Dana Reyes"), new Participant("", "Kim"));
        assertThat(ParticipantsJson.read(json)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "7",
                "\"kim@acme.example\"",
                "[null, 7, [], {}, \"\", {\"email\": 7, \"name\": []}]"
            })
    void oddShapesHoldNobody(String json) {
        assertThat(ParticipantsJson.readAll(json)).isEmpty();
        assertThat(ParticipantsJson.read(json)).isEmpty();
    }
}
