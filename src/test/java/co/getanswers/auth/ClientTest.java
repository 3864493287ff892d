package co.getanswers.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientTest {
    @Test
    void anIpv4AddressIsAClient() {
        assertThat(Client.at("192.0.2.7")).isNotEqualTo(Client.at("192.0.2.8"));
    }

    @Test
    void anIpv6NetworkIsAClient() {
        assertThat(Client.at("2001:db8:1:2::7")).isEqualTo(Client.at("2001:db8:1:2:ffff::8"));
        assertThat(Client.at("2001:db8:1:2::7")).isNotEqualTo(Client.at("2001:db8:1:3::7"));
    }

    @Test
    void anIpv4AddressInIpv6ClothesIsItself() {
        assertThat(Client.at("::ffff:192.0.2.7")).isEqualTo(Client.at("192.0.2.7"));
    }

    @Test
    void aSocketWithoutAnAddressIsLocal() {
        assertThat(Client.at(null)).isEqualTo(new Client("local"));
    }
}
