package co.getanswers.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {
    private static final PublicAddresses STRICT = new PublicAddresses(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "0.0.0.0",
                "10.0.0.5",
                "100.64.0.1",
                "169.254.169.254",
                "172.31.255.255",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fd00::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "64:ff9b::7f00:1",
                "2001:db8::1",
                "2002:7f00:1::"
            })
    void anAddressThatIsNotPublicIsRefused(String address) throws Exception {
        assertThat(STRICT.isAllowed(InetAddress.getByName(address))).isFalse();
        assertThatThrownBy(() -> STRICT.resolve(address)).isInstanceOf(UnreachableServer.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "192.167.255.255", "2606:4700::1111", "2a00:1450::5"})
    void aPublicOneIsAllowed(String address) throws Exception {
        assertThat(STRICT.resolve(address)).containsExactly(InetAddress.getByName(address));
    }

    @Test
    void aNameOfThisMachineIsRefused() {
        assertThatThrownBy(() -> STRICT.resolve("localhost")).hasMessageContaining("not on the public Internet");
    }

    @Test
    void aNumberIsReadAsTheAddressThatItIs() {
        assertThatThrownBy(() -> STRICT.resolve("2130706433")).isInstanceOf(UnreachableServer.class);
    }

    @Test
    void theConfigurationAllowsNetworks() throws Exception {
        var lenient = new PublicAddresses(List.of("127.0.0.0/8", "fd00::/8"));

        assertThat(lenient.isAllowed(InetAddress.getByName("127.0.0.1"))).isTrue();
        assertThat(lenient.isAllowed(InetAddress.getByName("fd00::1"))).isTrue();
        assertThat(lenient.isAllowed(InetAddress.getByName("10.0.0.1"))).isFalse();
    }

    @Test
    void aNameThatDoesNotExistIsToldSo() {
        assertThatThrownBy(() -> STRICT.resolve("imap.invalid")).hasMessage("There is no server named imap.invalid.");
    }
}
