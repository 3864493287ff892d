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

/** A message as it lies in a folder on the server. */
@Entity
@IdClass(FolderMessage.Key.class)
@Table(name = "folder_messages", indexes = @Index(name = "ix_folder_messages_message_id", columnList = "message_id"))
public class FolderMessage extends PanacheEntityBase {
    @Id
    @References(table = "mail_folders")
    @Column(name = "folder_id", nullable = false)
    public UUID folderId;

    @Id
    @Column(nullable = false)
    public long uid;

    @References(table = "messages")
    @Column(name = "message_id", nullable = false)
    public UUID messageId;

    /** The primary key. */
    public record Key(UUID folderId, long uid) implements Serializable {}
}
