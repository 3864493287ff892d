package co.getanswers.mail;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
@Table(name = "messages")
public class Message extends PanacheEntityBase {
    @Id
    public UUID id;

    @Column(name = "user_id", nullable = false)
    public UUID userId;

    @Column(name = "conversation_id", nullable = false)
    public UUID conversationId;

    /** Null for mail that did not come from Gmail. */
    @Column(name = "gmail_message_id", length = 255)
    public String gmailMessageId;

    /** RFC 5322 section 3.6.4, without the angle brackets; null only for rows of the old service. */
    @Column(name = "message_id", length = 255)
    public String messageId;

    @Column(name = "in_reply_to", length = 255)
    public String inReplyTo;

    /** Oldest first, as the References field has them. */
    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(name = "mail_references", columnDefinition = "text[]")
    public List<String> references;

    /** Empty where the mail names no sender. */
    @Column(name = "sender_email", nullable = false, length = 255)
    public String senderEmail;

    @Column(name = "sender_name", nullable = false, length = 255)
    public String senderName;

    @Column(nullable = false, length = 512)
    public String subject;

    @Column(name = "body_text", nullable = false, columnDefinition = "text")
    public String bodyText;

    /** As it came, never to be served as a page; empty where the mail has none. */
    @Column(name = "body_html", nullable = false, columnDefinition = "text")
    public String bodyHtml;

    @Column(nullable = false, length = 20)
    public Direction direction;

    @Column(name = "sent_at", nullable = false)
    public Instant sentAt;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;
}
