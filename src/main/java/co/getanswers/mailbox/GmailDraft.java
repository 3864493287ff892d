package co.getanswers.mailbox;

import co.getanswers.platform.References;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.util.UUID;

/** The draft by which a reply is sent at Gmail. */
@Entity
@Table(
        name = "gmail_drafts",
        indexes = {
            @Index(name = "ix_gmail_drafts_user_id", columnList = "user_id"),
            @Index(name = "ix_gmail_drafts_account_id", columnList = "account_id")
        })
public class GmailDraft extends PanacheEntityBase {
    @Id
    @References(table = "agent_actions")
    @Column(name = "action_id", nullable = false)
    public UUID actionId;

    @References(table = "users")
    @Column(name = "user_id", nullable = false)
    public UUID userId;

    @References(table = "mail_accounts")
    @Column(name = "account_id", nullable = false)
    public UUID accountId;

    @Column(name = "draft_id", nullable = false, length = 64)
    public String draftId;

    /** True once Gmail may have accepted it. */
    @Column(nullable = false)
    public boolean begun;
}
