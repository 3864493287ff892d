package co.getanswers.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {
    private static final List<String> PROXIES = List.of("10.0.0.0/8", "2001:db8:7::/48", "192.0.2.9");

    private static ClientAddress client(List<String> proxies, String peer, String... headers) {
        return new TrustedProxies(proxies).clientOf(peer, List.of(headers));
    }

    @Test
    void withoutProxiesNoHeaderCounts() {
        assertThat(client(List.of(), "198.51.100.1", "203.0.113.5")).isEqualTo(ClientAddress.parse("198.51.100.1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            198.51.100.1 | 203.0.113.5                        | 198.51.100.1
            10.1.2.3     | 203.0.113.5                        | 203.0.113.5
            10.1.2.3     | 198.51.100.77, 203.0.113.5         | 203.0.113.5
            10.1.2.3     | 203.0.113.5, 10.9.9.9              | 203.0.113.5
            10.1.2.3     | 203.0.113.5,192.0.2.9 , 10.9.9.9   | 203.0.113.5
            10.1.2.3     | 10.4.4.4                           | 10.4.4.4
            10.1.2.3     | made up                            | 10.1.2.3
            10.1.2.3     | 203.0.113.5, made-up.example       | 10.1.2.3
            2001:db8:7::1| 2001:db8:99::5                     | 2001:db8:99::5
            """)
    void theRightmostEntryThatNoProxyWroteCounts(String peer, String header, String expected) {
        assertThat(client(PROXIES, peer, header)).isEqualTo(ClientAddress.parse(expected));
    }

    @Test
    void severalHeadersAreOneList() {
        assertThat(client(PROXIES, "10.1.2.3", "198.51.100.77", "203.0.113.5, 10.9.9.9"))
                .isEqualTo(ClientAddress.parse("203.0.113.5"));
    }

    @Test
    void aProxyThatNamesNobodyIsTheClient() {
        assertThat(client(PROXIES, "10.1.2.3")).isEqualTo(ClientAddress.parse("10.1.2.3"));
    }
}
