package co.getanswers.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
    @ParameterizedTest
    @CsvSource({
        "https://app.example.com, https://app.example.com",
        "https://app.example.com/, https://app.example.com",
        "https://app.example.com/inbox?x=1, https://app.example.com",
        "http://localhost:3000/, http://localhost:3000",
        "http://[::1]:3000, http://[::1]:3000"
    })
    void theOriginOfTheWebClientIsItsAddressWithoutAPath(String appUrl, String origin) {
        assertThat(Environment.origin(appUrl)).isEqualTo(origin);
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        assertThatThrownBy(() -> Environment.origin("app.example.com"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("APP_URL");
    }
}
