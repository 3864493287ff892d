package co.getanswers.mailbox;

import co.getanswers.platform.References;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The point up to which a mailbox at Gmail was read. */
@Entity
@Table(
        name = "gmail_mailboxes",
        indexes = {@Index(name = "ix_gmail_mailboxes_user_id", columnList = "user_id")})
public class GmailMailbox extends PanacheEntityBase {
    @Id
    @References(table = "mail_accounts")
    @Column(name = "account_id", nullable = false)
    public UUID accountId;

    @References(table = "users")
    @Column(name = "user_id", nullable = false)
    public UUID userId;

    /** The point of the history up to which all changes are here. */
    @Column(name = "history_id", nullable = false, length = 64)
    public String historyId;

    /** The page of the inbox that is listed next; absent at its beginning. */
    @Column(name = "inbox_page", columnDefinition = "text")
    public @Nullable String inboxPage;

    @Column(name = "inbox_listed", nullable = false)
    public boolean inboxListed;

    /** The page of sent mail that is listed next; absent at its beginning. */
    @Column(name = "sent_page", columnDefinition = "text")
    public @Nullable String sentPage;

    @Column(name = "sent_listed", nullable = false)
    public boolean sentListed;
}
