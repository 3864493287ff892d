package co.getanswers.http;

import java.time.Duration;

/**
 * The largest body that a path takes, and the time that it may take to arrive. A resource produces one (CDI) for a path
 * that differs from {@link #JSON}.
 *
 * @param path without a trailing slash; the limit holds for this path alone, and for every method
 */
public record BodyLimit(String path, long bytes, Duration time) {
    /** The limit of every path that has none of its own; far above any JSON that the interface describes. */
    static final BodyLimit JSON = new BodyLimit("", 1024 * 1024, Duration.ofMinutes(1));

    /** No limit, for a body that is streamed and never held whole. */
    public static BodyLimit none(String path) {
        return new BodyLimit(path, Long.MAX_VALUE, Duration.ZERO);
    }

    boolean isNone() {
        return bytes == Long.MAX_VALUE;
    }
}
