package co.getanswers.platform;

import java.util.List;

/**
 * A page of a list.
 *
 * @param nextCursor the {@code cursor} of the page that follows; null at the end
 */
public record Page<T>(List<T> items, String nextCursor) {
    /** The number of items of a page if the request has none. */
    public static final String DEFAULT_LIMIT = "20";

    public static final int MAX_LIMIT = 100;
}
