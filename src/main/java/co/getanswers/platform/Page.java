package co.getanswers.platform;

import java.util.List;

/** @param nextCursor what to pass as {@code cursor} for the page that follows; null at the end */
public record Page<T>(List<T> items, String nextCursor) {
    /** The number of items of a page, where the request doesn't say. */
    public static final String DEFAULT_LIMIT = "20";

    public static final int MAX_LIMIT = 100;
}
