package co.getanswers.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/8",
                "192.0.2.9/32",
                "0.0.0.0/0",
                "172.16.0.0/12",
                "2001:db8:7::/48",
                "2000::/3",
                "fd00::/8",
                "::/0"
            })
    void exactlyTheBitsOfThePrefixCount(String cidr) throws UnknownHostException {
        var network = Network.parse(cidr);
        var bytes = network.address().getAddress();
        assertThat(network.contains(network.address())).isTrue();
        for (var bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
            var other = bytes.clone();
            other[bit / Byte.SIZE] ^= (byte) (0x80 >> bit % Byte.SIZE);
            var address = InetAddress.getByAddress(other);
            assertThat(network.contains(address)).as("%s in %s", address, cidr).isEqualTo(bit >= network.prefix());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "::/129", "proxy.example/8", "10.0.0.0", "10.0.0.0/", ""})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
