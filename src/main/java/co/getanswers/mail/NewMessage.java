package co.getanswers.mail;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A message that is to be stored.
 *
 * @param messageId without angle brackets
 * @param inReplyTo null if the message names none
 * @param references Message-IDs, oldest first
 */
public record NewMessage(
        UUID id,
        UUID conversationId,
        Direction direction,
        String messageId,
        String inReplyTo,
        List<String> references,
        Participant sender,
        String subject,
        String text,
        String html,
        Instant sentAt) {}
