package co.getanswers.mail;

import java.net.IDN;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The addresses of a mailbox's owner, as mail may spell them. */
public final class OwnAddresses {
    /**
     * The addresses of user $1, as an array, from a row {@code u} of users: that of the account, the aliases, and those of
     * connected mailboxes.
     */
    public static final String SQL = """
            (array_append(u.addresses, u.email)
              || array(select unnest(x.addresses) from mail_accounts x where x.user_id = $1))""";

    private OwnAddresses() {}

    /**
     * Lists the addresses in lower case; those at an internationalised domain in both of its forms (RFC 5890).
     *
     * @param addresses of the account, and the aliases
     */
    public static Set<String> of(String... addresses) {
        return Arrays.stream(addresses)
                .map(address -> address.toLowerCase(Locale.ROOT))
                .flatMap(OwnAddresses::forms)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> forms(String address) {
        var domain = Domain.of(address);
        var local = address.substring(0, address.length() - domain.length());
        return Stream.of(address, local + Domain.ascii(domain), local + IDN.toUnicode(domain, IDN.ALLOW_UNASSIGNED));
    }
}
