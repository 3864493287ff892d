package co.getanswers.mail;

import java.net.IDN;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The addresses of a mailbox's owner, as mail may spell them. */
public final class OwnAddresses {
    private OwnAddresses() {}

    /**
     * Lists the address of the account and the further ones, in lower case; those at an internationalised domain in both
     * of its forms (RFC 5890).
     */
    public static Set<String> of(String email, String @Nullable [] further) {
        return Stream.concat(Stream.of(email), further == null ? Stream.of() : Arrays.stream(further))
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
