package co.getanswers.mail;

import co.getanswers.platform.References;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(
        name = "messages",
        indexes = {
            @Index(name = "ix_messages_conversation_id", columnList = "conversation_id"),
            @Index(name = "ix_messages_conversation_id_sent_at", columnList = "conversation_id, sent_at desc, id desc"),
            @Index(name = "ix_messages_user_id_message_id", columnList = "user_id, message_id", unique = true),
            @Index(
                    name = "ix_messages_user_id_gmail_message_id",
                    columnList = "user_id, gmail_message_id",
                    unique = true),
            @Index(name = "ix_messages_user_id_sender_email", columnList = "user_id, sender_email"),
            @Index(
                    name = "ix_messages_latest_incoming",
                    columnList = "conversation_id, sent_at desc",
                    options = "where direction = 'incoming'"),
            @Index(
                    name = "ix_messages_outgoing",
                    columnList = "conversation_id",
                    options = "where direction = 'outgoing'")
        })
public class Message extends PanacheEntityBase {
    public static final int MAX_SUBJECT = 512;

    @Id
    public UUID id;

    @References(table = "users")
    @Column(name = "user_id", nullable = false)
    public UUID userId;

    @References(table = "conversations")
    @Column(name = "conversation_id", nullable = false)
    public UUID conversationId;

    /** Absent from mail from elsewhere than Gmail. */
    @Column(name = "gmail_message_id", length = 255)
    public @Nullable String gmailMessageId;

    /** RFC 5322, section 3.6.4, without the angle brackets; absent only from rows of the old service. */
    @Column(name = "message_id", length = 255)
    public @Nullable String messageId;

    @Column(name = "in_reply_to", length = 255)
    public @Nullable String inReplyTo;

    /** Message-IDs in the order of the References field, oldest first. */
    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(name = "mail_references", columnDefinition = "text[]")
    public @Nullable List<String> references;

    /** To, Cc, Reply-To and the like, as {@link AddressFieldsJson} writes them; absent if there are none. */
    @ColumnTransformer(read = "mail_addresses::text", write = "?::text::jsonb")
    @Column(name = "mail_addresses", columnDefinition = "jsonb")
    public @Nullable String addresses;

    /** Tells the same mail from another with its Message-ID; absent from sent replies, and from mail stored before. */
    @Column(name = "content_hash", length = 64)
    public @Nullable String contentHash;

    /** True if the message speaks for nobody: its sender was found forged, or it lay among spam or in the bin. */
    @Column(name = "sender_forged", nullable = false)
    @ColumnDefault("false")
    public boolean distrusted;

    /** Empty if the mail names no sender. */
    @Column(name = "sender_email", nullable = false, length = 255)
    public String senderEmail;

    @Column(name = "sender_name", nullable = false, length = 255)
    public String senderName;

    @Column(nullable = false, length = MAX_SUBJECT)
    public String subject;

    @Column(name = "body_text", nullable = false, columnDefinition = "text")
    public String bodyText;

    /** The original HTML, never to be served as a page; empty if the mail has none. */
    @Column(name = "body_html", nullable = false, columnDefinition = "text")
    public String bodyHtml;

    /** The list of {@link Attachment}; absent if there are none. */
    @ColumnTransformer(read = "attachments::text", write = "?::text::jsonb")
    @Column(columnDefinition = "jsonb")
    public @Nullable String attachments;

    @Column(nullable = false, length = 20)
    public Direction direction;

    @Column(name = "sent_at", nullable = false)
    public Instant sentAt;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;
}
