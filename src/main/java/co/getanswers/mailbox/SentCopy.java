package co.getanswers.mailbox;

import co.getanswers.platform.References;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.util.UUID;

/** A reply that went out by a mailbox's own server, until a copy of it lies in the folder of sent mail. */
@Entity
@Table(
        name = "sent_copies",
        indexes = {
            @Index(name = "ix_sent_copies_user_id", columnList = "user_id"),
            @Index(name = "ix_sent_copies_account_id", columnList = "account_id")
        })
public class SentCopy extends PanacheEntityBase {
    @Id
    @References(table = "messages")
    @Column(name = "message_id", nullable = false)
    public UUID messageId;

    @References(table = "users")
    @Column(name = "user_id", nullable = false)
    public UUID userId;

    @References(table = "mail_accounts")
    @Column(name = "account_id", nullable = false)
    public UUID accountId;

    /** The mail as it was sent. */
    @Column(nullable = false, columnDefinition = "bytea")
    public byte[] source;
}
