package co.getanswers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonCustomizerTest {
    private final ObjectMapper mapper = new ObjectMapper().registerModule(new JavaTimeModule());

    StrictJsonCustomizerTest() {
        new StrictJsonCustomizer().customize(mapper);
    }

    record Numbered(Integer number) {}

    @ParameterizedTest
    @CsvSource({"993, 993", "993.0, 993", "1e2, 100", "-0.0, 0"})
    void wholeNumbersAreReadInEveryNotation(String json, int number) throws JsonProcessingException {
        assertThat(mapper.readValue("{\"number\":" + json + "}", Numbered.class).number())
                .isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"993.5", "1e10", "1e400", "99999999999", "\"993\"", "\"\"", "true", "[]", "{}"})
    void whatIsNoWholeNumberIsRefused(String json) {
        assertThatThrownBy(() -> mapper.readValue("{\"number\":" + json + "}", Numbered.class))
                .isInstanceOf(JsonProcessingException.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {Instant.class, UUID.class, DayOfWeek.class, Numbered.class})
    void anEmptyTextIsNothingElse(Class<?> type) {
        assertThatThrownBy(() -> mapper.readValue("\"\"", type)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void anEmptyTextIsAText() throws JsonProcessingException {
        assertThat(mapper.readValue("\"\"", String.class)).isEmpty();
    }
}
