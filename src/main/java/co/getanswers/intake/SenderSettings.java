package co.getanswers.intake;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Settings of the evidence about senders. */
@ConfigMapping(prefix = "getanswers.sender")
public interface SenderSettings {
    /**
     * The ids (authserv-id, RFC 8601) by which the servers that receive the users' mail sign Authentication-Results, such as
     * {@code mx.google.com}. Without any, nothing is known about senders, and earlier mail with them counts nothing.
     */
    Optional<List<String>> authservIds();

    /** The domains of these servers in Received fields, where they are others than those of the ids. */
    Optional<List<String>> serverDomains();
}
