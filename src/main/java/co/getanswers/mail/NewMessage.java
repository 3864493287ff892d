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
        Instant sentAt) {}
