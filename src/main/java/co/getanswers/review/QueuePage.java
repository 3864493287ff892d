package co.getanswers.review;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** @param nextCursor null at the end */
public record QueuePage(
        List<Card> cards,

        @Schema(description = "Exact up to 1,000, and stays there above", examples = "42")
        int total,

        @Schema(description = "Whether there are more than total says")
        boolean totalCapped,

        String nextCursor) {}
