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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message as it lies in a mailbox at Gmail. */
@Entity
@IdClass(GmailMessage.Key.class)
@Table(
        name = "gmail_messages",
        indexes = {
            @Index(name = "ix_gmail_messages_user_id", columnList = "user_id"),
            @Index(name = "ix_gmail_messages_message_id", columnList = "message_id")
        })
public class GmailMessage extends PanacheEntityBase {
    @Id
    @References(table = "mail_accounts")
    @Column(name = "account_id", nullable = false)
    public UUID accountId;

    @Id
    @Column(name = "gmail_id", nullable = false, length = 64)
    public String gmailId;

    @References(table = "users")
    @Column(name = "user_id", nullable = false)
    public UUID userId;

    @Column(name = "thread_id", nullable = false, length = 64)
    public String threadId;

    /** Absent if it could not be stored. */
    @References(table = "messages")
    @Column(name = "message_id")
    public @Nullable UUID messageId;

    /** The primary key. */
    public record Key(UUID accountId, String gmailId) implements Serializable {}
}
