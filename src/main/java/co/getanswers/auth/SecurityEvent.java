package co.getanswers.auth;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * An event that tells of attacks and of what was done with an account, as one line of the log with fields. E-mail addresses
 * stand there as hashes, secrets never; the network of the client is in clear, so that an operator can block it.
 */
final class SecurityEvent {
    private static final Logger LOG = Logger.getLogger("co.getanswers.security");

    /** Kinds of events, by their names in the log. */
    enum Kind {
        REGISTERED,
        SIGNED_IN,
        SIGN_IN_FAILED,
        LINK_REQUESTED,
        LINK_REFUSED,
        ADDRESS_PROVED,
        SESSION_ENDED,
        REFRESH_TOKEN_REUSED,
        PASSWORD_CHANGED,
        PASSWORD_REFUSED,
        PASSWORD_RESET,
        RATE_LIMITED,
        ACCOUNT_DELETED,
        EARLIER_CONTENT_RESTORED,
        EARLIER_CONTENT_DELETED
    }

    private final Kind kind;
    private final Map<String, String> fields = new LinkedHashMap<>();

    private SecurityEvent(Kind kind) {
        this.kind = kind;
    }

    static SecurityEvent of(Kind kind) {
        return new SecurityEvent(kind);
    }

    SecurityEvent user(UUID id) {
        return with("user", id.toString());
    }

    SecurityEvent session(UUID id) {
        return with("session", id.toString());
    }

    SecurityEvent client(ClientAddress client) {
        return with("client", client.network());
    }

    /** Adds the first of the limits that were asked together. */
    SecurityEvent limit(String name) {
        return with("limit", name);
    }

    /** Adds the beginning of the hash of an address, by which the events of one address are found. */
    SecurityEvent address(String email) {
        return with("address_hash", SecretToken.hash(email).substring(0, 16));
    }

    private SecurityEvent with(String name, String value) {
        fields.put(name, value);
        return this;
    }

    /** Writes the line; JSON has the fields under {@code mdc}, beside the request's id. */
    void log() {
        var event = kind.name().toLowerCase(Locale.ROOT);
        fields.forEach(MDC::put);
        MDC.put("event", event);
        try {
            LOG.infof("Security event %s %s", event, fields);
        } finally {
            MDC.remove("event");
            fields.keySet().forEach(MDC::remove);
        }
    }
}
