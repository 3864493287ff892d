package co.getanswers.platform;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A network of the Internet Protocol, in CIDR notation (RFC 4632).
 *
 * @param prefix the number of leading bits that its addresses share: up to 32, of IPv6 up to 128
 */
public record Network(InetAddress address, int prefix) {
    /** @throws IllegalArgumentException if the text is none, such as a name */
    public static Network parse(String cidr) {
        var parts = cidr.strip().split("/", 2);
        if (parts.length == 2 && parts[0].matches("[0-9a-fA-F:.]+") && parts[1].matches("[0-9]{1,3}")) {
            try {
                var address = InetAddress.getByName(parts[0]);
                var prefix = Integer.parseInt(parts[1]);
                if (prefix <= address.getAddress().length * Byte.SIZE) {
                    return new Network(address, prefix);
                }
            } catch (UnknownHostException malformed) {
                // Refused below.
            }
        }
        throw new IllegalArgumentException(cidr + " is no network, such as 10.1.0.0/16");
    }

    /** Tells whether the network has the address; none of the other version. */
    public boolean contains(InetAddress other) {
        var own = address.getAddress();
        var theirs = other.getAddress();
        if (own.length != theirs.length) {
            return false;
        }
        for (var bit = 0; bit < prefix; bit++) {
            var mask = 0x80 >> bit % Byte.SIZE;
            if ((own[bit / Byte.SIZE] & mask) != (theirs[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
