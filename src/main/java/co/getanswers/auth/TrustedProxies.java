package co.getanswers.auth;

import co.getanswers.platform.Network;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells the client of a request. Each proxy appends the address that it saw to {@code X-Forwarded-For}, and the client can
 * have written what stands before: only the entries of configured proxies are believed, from the right.
 */
@Singleton
class TrustedProxies {
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final List<Network> trusted;

    @Inject
    TrustedProxies(AuthSettings settings) {
        this(settings.trustedProxies().orElse(List.of()));
    }

    /** @param networks in CIDR notation; a single address needs no length */
    TrustedProxies(List<String> networks) {
        this.trusted = networks.stream().map(TrustedProxies::network).toList();
    }

    /** Reads the peer from the connection: the framework may have replaced that of the request by a header. */
    ClientAddress clientOf(HttpServerRequest request) {
        var peer = request.connection().remoteAddress();
        return clientOf(
                peer == null ? null : peer.hostAddress(), request.headers().getAll(FORWARDED_FOR));
    }

    ClientAddress clientOf(@Nullable String peer, List<String> headers) {
        var hops = new ArrayList<String>();
        headers.forEach(header -> hops.addAll(List.of(header.split(","))));
        Collections.reverse(hops);
        var client = peer;
        for (var hop : hops) {
            if (!isTrusted(client)) {
                break;
            }
            var before = hop.strip();
            if (address(before) == null) {
                break;
            }
            client = before;
        }
        return ClientAddress.parse(client);
    }

    private boolean isTrusted(@Nullable String client) {
        var address = client == null ? null : address(client);
        return address != null && trusted.stream().anyMatch(network -> network.contains(address));
    }

    /** Reads a literal address; a name is never resolved. */
    private static @Nullable InetAddress address(String text) {
        var literal = text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}") || text.contains(":");
        try {
            return literal ? InetAddress.getByName(text) : null;
        } catch (UnknownHostException unreadable) {
            return null;
        }
    }

    private static Network network(String text) {
        var single = text.contains(":") ? "/128" : "/32";
        return Network.parse(text.contains("/") ? text : text.strip() + single);
    }
}
