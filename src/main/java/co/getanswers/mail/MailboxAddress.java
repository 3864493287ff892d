package co.getanswers.mail;

import java.util.regex.Pattern;

/** Writes addresses as RFC 5322, section 3.4.1, asks. */
public final class MailboxAddress {
    /** The characters of an unquoted local part (RFC 5322, section 3.2.3; RFC 6532), with dots between them. */
    private static final Pattern DOT_ATOM = Pattern.compile(
            "[\\w!#$%&'*+/=?^`{|}~\\-\\x{80}-\\x{10FFFF}]+(?:\\.[\\w!#$%&'*+/=?^`{|}~\\-\\x{80}-\\x{10FFFF}]+)*");

    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\\\p{Cntrl}]|\\\\[^\\p{Cntrl}])+\"");
    private static final Pattern DOMAIN =
            Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+");
    private static final int MAX_LENGTH = 254;
    private static final Pattern ESCAPED = Pattern.compile("[\"\\\\]");
    private static final Pattern SPECIAL = Pattern.compile("[\\s\"(),:;<>@\\[\\\\\\]]");

    private MailboxAddress() {}

    /** Tells whether a text is an address and nothing else; a local part may be quoted. */
    public static boolean isValid(String address) {
        var at = address.lastIndexOf('@');
        if (at < 1 || address.length() > MAX_LENGTH) {
            return false;
        }
        var local = address.substring(0, at);
        return (DOT_ATOM.matcher(local).matches() || QUOTED.matcher(local).matches())
                && DOMAIN.matcher(Domain.ascii(address.substring(at + 1))).matches();
    }

    /** Joins a local part, given without its quotation marks, and a domain. */
    public static String of(String local, String domain) {
        return (SPECIAL.matcher(local).find() ? quoted(local) : local) + "@" + domain;
    }

    /**
     * An address as it is written into a header field: its domain in ASCII, and a local part that needs quotation marks
     * with them. Some providers gave addresses with dots that only quotation marks allow.
     */
    public static String written(String address) {
        var at = address.lastIndexOf('@');
        if (at < 0) {
            return address;
        }
        var local = address.substring(0, at);
        var isWritable = local.startsWith("\"") || DOT_ATOM.matcher(local).matches();
        return (isWritable ? local : quoted(local)) + "@" + Domain.ascii(address.substring(at + 1));
    }

    private static String quoted(String local) {
        return '"' + ESCAPED.matcher(local).replaceAll("\\\\$0") + '"';
    }
}
