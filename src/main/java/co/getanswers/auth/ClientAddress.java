package co.getanswers.auth;

import io.vertx.core.http.HttpServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Whom a limit on clients counts: the IPv4 address, or the 64-bit network of an IPv6 address, which is what one household
 * or server is given. Behind a proxy, {@code quarkus.http.proxy.*} says whose word on it is taken.
 */
record ClientAddress(String network) {
    static ClientAddress of(HttpServerRequest request) {
        var remote = request.remoteAddress();
        return at(remote == null ? null : remote.hostAddress());
    }

    static ClientAddress at(String address) {
        if (address == null || address.isBlank()) {
            return new ClientAddress("local");
        }
        try {
            // An address in digits: nothing is looked up.
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
