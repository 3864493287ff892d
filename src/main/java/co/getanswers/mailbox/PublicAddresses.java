package co.getanswers.mailbox;

import co.getanswers.platform.Network;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Resolves the hosts that users name to addresses that the service may connect to. A host of which any address is not
 * public is refused: it would lead into the network of the service (server-side request forgery).
 */
final class PublicAddresses {
    /** The registry of special addresses (RFC 6890). */
    private static final List<String> SPECIAL = List.of(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20");

    /** The only unicast addresses of the Internet so far (RFC 4291, section 2.4). */
    private static final String GLOBAL_UNICAST = "2000::/3";

    private final List<Network> special;
    private final Network unicast;
    private final List<Network> allowed;

    /** @param allowed networks in CIDR notation that may be connected to although they are not public */
    PublicAddresses(List<String> allowed) {
        this.special = SPECIAL.stream().map(Network::parse).toList();
        this.unicast = Network.parse(GLOBAL_UNICAST);
        this.allowed = allowed.stream().map(Network::parse).toList();
    }

    /**
     * Resolves a host; blocks.
     *
     * @throws UnreachableServer if there is none of that name, or it is not public
     */
    List<InetAddress> resolve(String host) throws UnreachableServer {
        List<InetAddress> addresses;
        try {
            addresses = List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException unknown) {
            throw new UnreachableServer("There is no server named " + host + ".");
        }
        if (!addresses.stream().allMatch(this::isAllowed)) {
            throw new UnreachableServer(
                    "The server " + host + " is not on the public Internet, and is not connected to.");
        }
        return addresses;
    }

    boolean isAllowed(InetAddress address) {
        if (contains(allowed, address)) {
            return true;
        }
        return !contains(special, address) && (!(address instanceof Inet6Address) || unicast.contains(address));
    }

    private static boolean contains(List<Network> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }
}
