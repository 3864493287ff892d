package co.getanswers.account;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/** The part after the @ of the Message-IDs that the service makes. */
public final class MessageIdDomain {
    private static final String NONE = "getanswers.invalid";
    private static final Pattern LABELS =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");
    private static final int MAX_LENGTH = 200;

    private MessageIdDomain() {}

    /**
     * The domain of the writer's address, in ASCII, if it is a domain of the Internet; else one that is reserved for names
     * that don't exist (RFC 2606).
     */
    public static String of(String address) {
        var domain = address.substring(address.lastIndexOf('@') + 1).strip();
        try {
            var ascii = IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            return ascii.length() <= MAX_LENGTH && LABELS.matcher(ascii).matches() ? ascii : NONE;
        } catch (IllegalArgumentException | IndexOutOfBoundsException unfit) {
            return NONE;
        }
    }
}
