package co.getanswers.original;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings of the originals of messages. */
@ConfigMapping(prefix = "getanswers.originals")
public interface OriginalSettings {
    /** The switch that keeps the original of each message that is ingested from now on. */
    @WithDefault("true")
    boolean keep();

    /** The time for which an original is kept, such as {@code 365d}; without it, as long as its message. */
    Optional<Duration> retention();

    /** The interval at which originals past their retention are deleted. */
    @WithDefault("10m")
    Duration expiredEvery();
}
