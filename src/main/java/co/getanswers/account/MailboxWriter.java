package co.getanswers.account;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A writer of a user's mailbox.
 *
 * @param sessionId the session that asks, which must last; absent where the service acts by itself
 */
public record MailboxWriter(UUID userId, @Nullable UUID sessionId) {
    public static MailboxWriter of(AuthenticatedUser asking) {
        return new MailboxWriter(asking.id(), asking.sessionId());
    }

    public static MailboxWriter service(UUID userId) {
        return new MailboxWriter(userId, null);
    }
}
