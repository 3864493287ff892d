package co.getanswers.platform;

import java.util.List;
import java.util.function.Function;

/** @param nextCursor what to pass as {@code cursor} for the page that follows; null at the end */
public record Page<T>(List<T> items, String nextCursor) {
    /** The number of items of a page, where the request doesn't say. */
    public static final String DEFAULT_LIMIT = "20";

    public static final int MAX_LIMIT = 100;

    /**
     * @param read up to one item more than the page holds, which tells whether another page follows
     * @param position of an item in the list's order
     */
    public static <T> Page<T> of(List<T> read, int limit, Function<T, Cursor> position) {
        if (read.size() <= limit) {
            return new Page<>(read, null);
        }
        return new Page<>(
                List.copyOf(read.subList(0, limit)),
                position.apply(read.get(limit - 1)).text());
    }
}
