package co.getanswers.mail;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that is to be stored.
 *
 * @param messageId without angle brackets
 * @param references Message-IDs, oldest first
 * @param contentHash as of parsed mail; absent from the service's own
 * @param distrusted true if the message speaks for nobody: its sender was found forged, or it lay among spam or in the bin
 */
public record NewMessage(
        UUID id,
        UUID conversationId,
        Direction direction,
        String messageId,
        @Nullable String inReplyTo,
        List<String> references,
        Participant sender,
        AddressFields addresses,
        String subject,
        String text,
        String html,
        List<Attachment> attachments,
        @Nullable String contentHash,
        boolean distrusted,
        Instant sentAt) {}
