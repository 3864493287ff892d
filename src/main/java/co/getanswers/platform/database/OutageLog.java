package co.getanswers.platform.database;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Reports an outage, such as of the database, in one line for each half minute, however many requests it costs. */
public final class OutageLog {
    private static final Duration QUIET = Duration.ofSeconds(30);

    private final Logger log;
    private final AtomicLong silentUntil = new AtomicLong(System.nanoTime());

    public OutageLog(Class<?> reporter) {
        this.log = Logger.getLogger(reporter);
    }

    /** Writes the line unless one was written half a minute ago or less; then it is for debugging alone. */
    public void report(String line) {
        var now = System.nanoTime();
        var until = silentUntil.get();
        if (now - until >= 0 && silentUntil.compareAndSet(until, now + QUIET.toNanos())) {
            log.warn(line + "; further lines of this kind follow after half a minute at the earliest");
        } else {
            log.debug(line);
        }
    }
}
