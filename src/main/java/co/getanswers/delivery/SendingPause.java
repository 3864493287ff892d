package co.getanswers.delivery;

import co.getanswers.platform.Backoff;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The pause of all sending while the mail server refuses this service itself, such as for a wrong password: no reply is at
 * fault, and a server locks out who asks too often. One attempt after each pause tells whether it is over.
 */
@Singleton
class SendingPause {
    private static final Logger LOG = Logger.getLogger(SendingPause.class);
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private int refusals;
    private long until;
    private @Nullable String reason;

    /** The pause of a server that is not this service's own. */
    SendingPause() {}

    @Inject
    SendingPause(MeterRegistry metrics) {
        Gauge.builder("getanswers.delivery.paused", this, pause -> pause.reason() == null ? 0 : 1)
                .description("1 while the mail server refuses this service, and nothing is sent")
                .register(metrics);
    }

    /** The reason of the pause; absent while sending works. */
    synchronized @Nullable String reason() {
        return reason;
    }

    /** The time until the next attempt; zero if one may be made. */
    synchronized Duration left() {
        return reason == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, until - System.nanoTime()));
    }

    synchronized void refused(String why) {
        refusals++;
        until = System.nanoTime() + Backoff.after(refusals, FIRST, LONGEST, 1).toNanos();
        if (reason == null) {
            LOG.errorf("Nothing is sent until the mail server accepts this service: %s", why);
        }
        reason = why;
    }

    synchronized void accepted() {
        if (reason != null) {
            LOG.info("The mail server accepts this service again");
        }
        refusals = 0;
        reason = null;
    }
}
