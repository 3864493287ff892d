package co.getanswers.platform.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the service waits for its database. */
@ConfigMapping(prefix = "getanswers.database")
public interface DatabaseSettings {
    /** How long a start waits for a database that can't be reached before it gives up. */
    @WithDefault("5m")
    Duration startTimeout();

    /** Whether a start brings the schema up to date; without it, it waits until someone else has. */
    @WithDefault("true")
    boolean migrateAtStart();

    /** How long a revision waits for a lock on a table before it lets everybody else pass and tries again. */
    @WithDefault("5s")
    Duration lockTimeout();

    /** How often a revision is tried again that could not get its lock. */
    @WithDefault("10")
    int lockRetries();

    /** How long a request waits for a connection before it is answered 503. */
    @WithDefault("3s")
    Duration acquireTimeout();

    /** How many requests may wait for a connection; one more is answered 503 at once. */
    @WithDefault("200")
    int waitQueue();

    /** How old a connection may grow: after a failover none goes on talking to the old server for longer. */
    @WithDefault("30m")
    Duration maxLifetime();
}
