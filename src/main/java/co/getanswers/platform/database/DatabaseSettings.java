package co.getanswers.platform.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the database: waits at the start, for locks and for connections. */
@ConfigMapping(prefix = "getanswers.database")
public interface DatabaseSettings {
    /** The longest wait of a start for a database that can't be reached. */
    @WithDefault("5m")
    Duration startTimeout();

    /** Brings the schema up to date at the start; otherwise the start waits until another process has. */
    @WithDefault("true")
    boolean migrateAtStart();

    /** The longest wait of a revision for a lock on a table, before it lets other transactions pass and tries again. */
    @WithDefault("5s")
    Duration lockTimeout();

    /** The number of further attempts of a revision that did not get its lock. */
    @WithDefault("10")
    int lockRetries();

    /** The longest wait of a request for a connection, before it is refused with 503. */
    @WithDefault("3s")
    Duration acquireTimeout();

    /** The number of requests that may wait for a connection; another is refused with 503 immediately. */
    @WithDefault("200")
    int waitQueue();

    /** The longest wait for the answer to a statement; then its connection is closed, and the request is answered 503. */
    @WithDefault("15s")
    Duration statementTimeout();

    /** The same for statements that take long on purpose: those of imports, of jobs and of deleting an account. */
    @WithDefault("2m")
    Duration longStatementTimeout();

    /** The longest life of a connection, and so of one to the old server after a failover. */
    @WithDefault("30m")
    Duration maxLifetime();
}
