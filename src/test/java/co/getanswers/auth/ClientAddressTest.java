package co.getanswers.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientAddressTest {
    @Test
    void anIpv4AddressIsAClient() {
        assertThat(ClientAddress.at("192.0.2.7")).isNotEqualTo(ClientAddress.at("192.0.2.8"));
    }

    @Test
    void anIpv6NetworkIsAClient() {
        assertThat(ClientAddress.at("2001:db8:1:2::7")).isEqualTo(ClientAddress.at("2001:db8:1:2:ffff::8"));
        assertThat(ClientAddress.at("2001:db8:1:2::7")).isNotEqualTo(ClientAddress.at("2001:db8:1:3::7"));
    }

    @Test
    void anIpv4AddressInIpv6ClothesIsItself() {
        assertThat(ClientAddress.at("::ffff:192.0.2.7")).isEqualTo(ClientAddress.at("192.0.2.7"));
    }

    @Test
    void aSocketWithoutAnAddressIsLocal() {
        assertThat(ClientAddress.at(null)).isEqualTo(new ClientAddress("local"));
    }
}
