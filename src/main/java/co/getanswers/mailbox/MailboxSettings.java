package co.getanswers.mailbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the mailboxes that users connect. */
@ConfigMapping(prefix = "getanswers.mailbox")
public interface MailboxSettings {
    /** The most mailboxes of one user. */
    @WithDefault("10")
    int perUser();

    /** The networks, such as {@code 10.1.0.0/16}, whose mail servers may be connected although they are not public. */
    Optional<List<String>> privateNetworks();

    /** Allows connections without encryption; for development. */
    @WithDefault("false")
    boolean unencrypted();

    /** The TLS configuration of Quarkus whose trust store verifies mail servers; the default one of Java if none is named. */
    Optional<String> tlsConfigurationName();

    /** The name server that is asked for the mail servers of a domain, as {@code address:port}; by default that of the system. */
    Optional<String> nameServer();

    /** The time-out for a connection to a mail server, and for each of its answers. */
    @WithDefault("10s")
    Duration timeout();

    /** The number of mailboxes whose servers are tried at the same time before they are stored. */
    @WithDefault("4")
    int testsAtOnce();

    /** The most mailboxes that one worker reads. */
    @WithDefault("1000")
    int accountsPerWorker();

    /** The number of mailboxes that one worker fetches from at the same time; the others wait without a thread. */
    @WithDefault("8")
    int concurrency();

    /** The time after which the mailboxes of a worker that no longer renews its lease go to others. */
    @WithDefault("10s")
    Duration lease();

    /** The interval at which a worker renews its lease and looks for mailboxes; at most a third of the lease. */
    @WithDefault("2s")
    Duration pollInterval();

    /** The longest silence of a connection: then the server is asked for new mail, also where it tells by itself. */
    @WithDefault("40s")
    Duration checkEvery();
}
