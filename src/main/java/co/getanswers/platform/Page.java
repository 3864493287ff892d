package co.getanswers.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param nextCursor the {@code cursor} of the page that follows; absent at the end
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {
    /** The number of items of a page if the request has none. */
    public static final String DEFAULT_LIMIT = "20";

    public static final int MAX_LIMIT = 100;
}
