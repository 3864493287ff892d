package co.getanswers.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientAddressTest {
    @Test
    void anIpv4AddressIsAClient() {
        assertThat(ClientAddress.parse("192.0.2.7")).isNotEqualTo(ClientAddress.parse("192.0.2.8"));
    }

    @Test
    void anIpv6NetworkIsAClient() {
        assertThat(ClientAddress.parse("2001:db8:1:2::7")).isEqualTo(ClientAddress.parse("2001:db8:1:2:ffff::8"));
        assertThat(ClientAddress.parse("2001:db8:1:2::7")).isNotEqualTo(ClientAddress.parse("2001:db8:1:3::7"));
    }

    @Test
    void anIpv4AddressInIpv6ClothesIsItself() {
        assertThat(ClientAddress.parse("::ffff:192.0.2.7")).isEqualTo(ClientAddress.parse("192.0.2.7"));
    }

    @Test
    void aSocketWithoutAnAddressIsLocal() {
        assertThat(ClientAddress.parse(null)).isEqualTo(new ClientAddress("local"));
    }
}
