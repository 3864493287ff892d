package co.getanswers.mailbox;

import co.getanswers.platform.EnumValue;
import co.getanswers.platform.EnumValueConverter;
import co.getanswers.platform.References;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.OnDeleteAction;
import org.jspecify.annotations.Nullable;

/** The draft of a card's answer in the folder of drafts of a mailbox. */
@Entity
@Table(
        name = "mail_drafts",
        uniqueConstraints = @UniqueConstraint(name = "uq_mail_drafts_action_id", columnNames = "action_id"),
        indexes = {
            @Index(name = "ix_mail_drafts_user_id", columnList = "user_id"),
            @Index(name = "ix_mail_drafts_account_id", columnList = "account_id")
        })
public class MailDraft extends PanacheEntityBase {
    @Id
    public UUID id;

    @References(table = "users")
    @Column(name = "user_id", nullable = false)
    public UUID userId;

    @References(table = "mail_accounts")
    @Column(name = "account_id", nullable = false)
    public UUID accountId;

    /** Absent once the card is deleted: then the draft has to go, too. */
    @References(table = "agent_actions", onDelete = OnDeleteAction.SET_NULL)
    @Column(name = "action_id")
    public @Nullable UUID actionId;

    @Column(nullable = false, length = 20)
    public State state;

    @Column(columnDefinition = "text")
    public @Nullable String folder;

    /** That of the folder when the UID was learnt. */
    @Column(name = "uid_validity")
    public @Nullable Long uidValidity;

    /** Absent until the draft was found in its folder. */
    @Column
    public @Nullable Long uid;

    /** The id of the draft at Gmail, once it is known. */
    @Column(name = "gmail_id", length = 64)
    public @Nullable String gmailId;

    /** The id of the message in it, which every change of the draft replaces by another one. */
    @Column(name = "gmail_message_id", length = 64)
    public @Nullable String gmailMessageId;

    /** The Message-ID, without angle brackets. */
    @Column(name = "mail_id", length = 255)
    public @Nullable String mailId;

    @Column(name = "content_hash", length = 64)
    public @Nullable String contentHash;

    /** The last change of the card that the draft has. */
    @Column(name = "card_changed_at")
    public @Nullable Instant cardChangedAt;

    /** The reason why no draft is kept, for the person. */
    @Column(columnDefinition = "text")
    public @Nullable String reason;

    /** The number of attempts since the last success. */
    @Column(nullable = false)
    public int attempts;

    /** The time before which nothing is tried; absent unless an attempt was begun. */
    @Column(name = "available_at")
    public @Nullable Instant availableAt;

    /** The states of a draft in its mailbox. */
    public enum State {
        /** It may have been put there: an attempt was begun. */
        PLACING,
        PLACED,
        /** It may have been removed: an attempt was begun. */
        REMOVING,
        /** The card has no answer that could be a draft, until it changes. */
        NONE,
        /** The person has changed, sent or deleted it there, or the server can't keep it: nothing is done any more. */
        LEFT;

        String value() {
            return EnumValue.of(this);
        }

        @Converter(autoApply = true)
        static class ValueConverter extends EnumValueConverter<State> {
            ValueConverter() {
                super(State.class);
            }
        }
    }
}
