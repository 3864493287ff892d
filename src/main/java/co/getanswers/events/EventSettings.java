package co.getanswers.events;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the server-sent events. */
@ConfigMapping(prefix = "getanswers.events")
public interface EventSettings {
    /** The most streams that an instance keeps open; further ones are answered 503. */
    @WithDefault("2000")
    int streams();

    /** The most streams of one user on an instance; further ones are answered 429. */
    @WithDefault("20")
    int streamsPerUser();

    /** The interval at which an instance looks for changes of the users who have a stream. */
    @WithDefault("1s")
    Duration interval();

    /** The longest silence of a stream: a comment is sent then, by which a lost connection is noticed. */
    @WithDefault("15s")
    Duration heartbeat();
}
