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
 * @param senderForged true if a trusted server found the sender's address forged
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
        boolean senderForged,
        Instant sentAt) {}
