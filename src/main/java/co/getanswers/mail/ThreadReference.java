package co.getanswers.mail;

import co.getanswers.platform.References;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.util.UUID;

/**
 * A Message-ID that a user's mail has or mentions, and its conversation. Ids of messages that never arrived are
 * recorded as well, because two replies to such a message are one conversation.
 */
@Entity
@Table(
        name = "thread_references",
        indexes = @Index(name = "ix_thread_references_conversation_id", columnList = "conversation_id"))
@IdClass(ThreadReference.Key.class)
public class ThreadReference extends PanacheEntityBase {
    @Id
    @References(table = "users")
    @Column(name = "user_id")
    public UUID userId;

    @Id
    @Column(name = "message_id", length = 255)
    public String messageId;

    @References(table = "conversations")
    @Column(name = "conversation_id", nullable = false)
    public UUID conversationId;

    public record Key(UUID userId, String messageId) {}
}
