package co.getanswers.mailbox;

import co.getanswers.platform.References;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The mail of a filed card that has to leave the inbox of a mailbox, or has left it. */
@Entity
@IdClass(MailMove.Key.class)
@Table(
        name = "mail_moves",
        indexes = {
            @Index(name = "ix_mail_moves_account_id_available_at", columnList = "account_id, available_at"),
            @Index(name = "ix_mail_moves_user_id", columnList = "user_id"),
            @Index(name = "ix_mail_moves_message_id", columnList = "message_id")
        })
public class MailMove extends PanacheEntityBase {
    @Id
    @References(table = "agent_actions")
    @Column(name = "action_id", nullable = false)
    public UUID actionId;

    @Id
    @References(table = "mail_accounts")
    @Column(name = "account_id", nullable = false)
    public UUID accountId;

    @References(table = "users")
    @Column(name = "user_id", nullable = false)
    public UUID userId;

    @References(table = "messages")
    @Column(name = "message_id", nullable = false)
    public UUID messageId;

    /** The folder of the first attempt, where a later one looks for the mail; absent before it. */
    @Column(columnDefinition = "text")
    public @Nullable String target;

    @Column(nullable = false)
    public int attempts;

    /** The time before which it is not tried; absent once the mail has been moved. */
    @Column(name = "available_at")
    public @Nullable Instant availableAt;

    /** The folder in which the mail lies; absent until it was moved. */
    @Column(name = "moved_to", columnDefinition = "text")
    public @Nullable String movedTo;

    /** The primary key. */
    public record Key(UUID actionId, UUID accountId) implements Serializable {}
}
