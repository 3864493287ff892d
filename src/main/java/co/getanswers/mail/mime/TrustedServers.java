package co.getanswers.mail.mime;

import co.getanswers.mail.Domain;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The servers that receive the user's mail, whose fields can be believed.
 *
 * @param ids the ids (authserv-id, RFC 8601) by which they sign their results, in lower case
 * @param domains the domains of their names in Received fields
 */
public record TrustedServers(Set<String> ids, Set<String> domains) {
    /** No server is trusted, so that nothing is known about any sender. */
    public static final TrustedServers NONE = new TrustedServers(Set.of(), Set.of());

    /** @param domains further domains besides those of the ids */
    public static TrustedServers of(Collection<String> ids, Collection<String> domains) {
        return new TrustedServers(
                ids.stream().map(id -> id.strip().toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet()),
                Stream.concat(ids.stream(), domains.stream())
                        .map(domain -> Domain.registrable(domain.strip().toLowerCase(Locale.ROOT)))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    boolean hasId(String id) {
        return ids.contains(id);
    }

    boolean hasHost(String host) {
        return domains.contains(Domain.registrable(host));
    }
}
