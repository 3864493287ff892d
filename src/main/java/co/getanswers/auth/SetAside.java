package co.getanswers.auth;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The content of the account from before its address was proved, which waits for its owner's choice. */
public record SetAside(
        @Schema(description = "The time of the first proof; after 30 days it is deleted")
        Instant since,

        @Schema(examples = "12") long messages,
        @Schema(examples = "3") long objectives,
        @Schema(examples = "1") long policies) {}
