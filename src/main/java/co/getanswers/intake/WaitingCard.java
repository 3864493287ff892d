package co.getanswers.intake;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A card that waits for the person.
 *
 * @param mailId the Message-ID of the card's message; absent if there is none
 * @param mailAt the date of that message, no later than it was stored
 * @param authors the addresses that a reply to it goes to, in lower case
 * @param keptDraft whether the agent decided it and kept its draft
 * @param resolvedAt the time of that decision; else absent
 * @param updatedAt the time of the person's last change; absent if there is none
 * @param untouched whether settling it loses nothing that the person typed or has to see
 */
record WaitingCard(
        UUID id,
        UUID conversationId,
        UUID objectiveId,
        @Nullable String mailId,
        Instant mailAt,
        Set<String> authors,
        String risk,
        boolean keptDraft,
        @Nullable Instant resolvedAt,
        @Nullable Instant updatedAt,
        boolean untouched) {}
