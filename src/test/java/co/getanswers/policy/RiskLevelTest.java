package co.getanswers.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RiskLevelTest {
    @ParameterizedTest
    @CsvSource({"0, LOW", "1, MEDIUM", "2, HIGH"})
    void storedRationalesKeepTheirMeaning(int severity, RiskLevel level) {
        assertThat(level.severity()).isEqualTo(severity);
        assertThat(RiskLevel.of(severity)).isEqualTo(level);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3})
    void noOtherSeverityIsALevel(int severity) {
        assertThatThrownBy(() -> RiskLevel.of(severity)).isInstanceOf(IllegalArgumentException.class);
    }
}
