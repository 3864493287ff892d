package co.getanswers.mail.dkim;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the verification of signatures. */
@ConfigMapping(prefix = "getanswers.dkim")
public interface DkimSettings {
    /**
     * Turns the verification of signatures on, for mail about which no trusted server has told its results; DNS is asked for the
     * keys.
     */
    @WithDefault("false")
    boolean verify();

    /** The name servers, as an address or {@code address:port}; those of the system if none is set. */
    Optional<List<String>> nameServers();

    /** The longest that a batch of mail waits for keys; then the signatures without their key count nothing. */
    @WithDefault("3S")
    Duration timeout();
}
