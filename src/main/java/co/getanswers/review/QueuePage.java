package co.getanswers.review;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** @param nextCursor absent at the end */
public record QueuePage(
        List<Card> cards,

        @Schema(
                description =
                        "The number of cards, exact up to 1,000 and never more; of a search, those among the first that are searched",
                examples = "42")
        int total,

        @Schema(description = "True if there are more cards than total")
        boolean totalCapped,

        @Nullable String nextCursor) {}
