package co.getanswers.auth;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The client that a rate limit counts: an IPv4 address, or the 64-bit network of an IPv6 address, as providers assign it
 * to one household or server. {@link TrustedProxies} tells it behind a proxy.
 */
record ClientAddress(String network) {
    static ClientAddress parse(@Nullable String address) {
        if (address == null || address.isBlank()) {
            return new ClientAddress("local");
        }
        try {
            // A literal address: no name is resolved.
            var parsed = InetAddress.getByName(address);
            return new ClientAddress(
                    parsed instanceof Inet6Address
                            ? InetAddress.getByAddress(Arrays.copyOf(Arrays.copyOf(parsed.getAddress(), 8), 16))
                                            .getHostAddress()
                                    + "/64"
                            : parsed.getHostAddress());
        } catch (UnknownHostException unreadable) {
            return new ClientAddress(address);
        }
    }
}
