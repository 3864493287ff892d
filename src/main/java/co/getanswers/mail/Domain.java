package co.getanswers.mail;

import com.google.common.net.InternetDomainName;
import java.net.IDN;
import java.util.Locale;

/** Domains of addresses and hosts, and their owners. */
public final class Domain {
    private static final int LONGEST_LABEL = 63;

    private Domain() {}

    /** The domain of an address, in lower case; empty if it has none. */
    public static String of(String address) {
        return address.substring(address.indexOf('@') < 0 ? address.length() : address.lastIndexOf('@') + 1)
                .toLowerCase(Locale.ROOT);
    }

    /**
     * Tells whether two domains belong to one registered domain: {@code mail.example.co.uk} and {@code example.co.uk}
     * do, {@code good.github.io} and {@code evil.github.io} do not. An empty domain has no owner.
     */
    public static boolean haveSameOwner(String one, String other) {
        // Most domains differ in their last two labels, and domains of one owner never do: the list is rarely needed.
        return !one.isEmpty()
                && (one.equals(other)
                        || lastTwoLabels(ascii(one)).equals(lastTwoLabels(ascii(other)))
                                && registrable(one).equals(registrable(other)));
    }

    /**
     * The part of a domain that its owner registered, in ASCII: one label and a suffix of the Public Suffix List
     * (publicsuffix.org), private section included. A public suffix, a single label and an IP literal stand for
     * themselves.
     */
    public static String registrable(String domain) {
        var ascii = ascii(domain);
        if (!InternetDomainName.isValid(ascii)) {
            return ascii;
        }
        var name = InternetDomainName.from(ascii);
        if (name.hasPublicSuffix()) {
            return name.isPublicSuffix() ? ascii : name.topPrivateDomain().toString();
        }
        // By the list's default rule, a top-level domain that it lacks is a public suffix.
        return lastTwoLabels(ascii);
    }

    /** A domain in Punycode (RFC 3492) and lower case, without the root's dot; unchanged if it can't be encoded. */
    public static String ascii(String domain) {
        if (isPlain(domain)) {
            return domain;
        }
        try {
            var ascii = IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            return ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
        } catch (IllegalArgumentException | IndexOutOfBoundsException unfit) {
            return domain;
        }
    }

    /** Tells whether it consists of labels in lower-case ASCII, of valid length, which stay as they are. */
    private static boolean isPlain(String domain) {
        var label = 0;
        for (var i = 0; i < domain.length(); i++) {
            var c = domain.charAt(i);
            var letter = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
            if (!letter && (c != '.' || label == 0)) {
                return false;
            }
            label = letter ? label + 1 : 0;
            if (label > LONGEST_LABEL) {
                return false;
            }
        }
        return label > 0;
    }

    public static boolean isPunycode(String domain) {
        return domain.startsWith("xn--") || domain.contains(".xn--");
    }

    private static String lastTwoLabels(String domain) {
        return domain.substring(domain.lastIndexOf('.', domain.lastIndexOf('.') - 1) + 1);
    }
}
