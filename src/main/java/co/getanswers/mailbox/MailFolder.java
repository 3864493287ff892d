package co.getanswers.mailbox;

import co.getanswers.platform.References;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.util.UUID;

/** A folder of an account on its server, and how far it was read: all messages from the lowest to the highest UID. */
@Entity
@Table(
        name = "mail_folders",
        uniqueConstraints =
                @UniqueConstraint(
                        name = "uq_mail_folders_account_id_name",
                        columnNames = {"account_id", "name"}),
        indexes = @Index(name = "ix_mail_folders_user_id", columnList = "user_id"))
public class MailFolder extends PanacheEntityBase {
    @Id
    public UUID id;

    @References(table = "users")
    @Column(name = "user_id", nullable = false)
    public UUID userId;

    @References(table = "mail_accounts")
    @Column(name = "account_id", nullable = false)
    public UUID accountId;

    /** As the server has it, decoded. */
    @Column(nullable = false, columnDefinition = "text")
    public String name;

    @Column(nullable = false, length = 20)
    FolderRole role;

    /** The period in which UIDs keep their meaning (RFC 3501, section 2.3.1.1). */
    @Column(name = "uid_validity", nullable = false)
    public long uidValidity;

    @Column(name = "highest_uid", nullable = false)
    public long highestUid;

    /** Earlier mail is still missing while it is above 1. */
    @Column(name = "lowest_uid", nullable = false)
    public long lowestUid;

    /** The messages that were fetched or passed over. */
    @Column(nullable = false)
    public int done;

    /** The messages on the server. */
    @Column(nullable = false)
    public int total;
}
