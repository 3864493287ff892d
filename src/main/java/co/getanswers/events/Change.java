package co.getanswers.events;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The parts of a user's state that have changed since the event before, or since an unknown time at the first one. */
@Schema(name = "Change")
public record Change(
        @Schema(description = "Messages, objectives, cards or executions")
        boolean mailbox,

        @Schema(description = "The mailboxes on other servers")
        boolean accounts) {}
