package co.getanswers.mail;

import co.getanswers.platform.References;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A conversation: messages that refer to each other. */
@Entity
@Table(
        name = "conversations",
        indexes = {
            @Index(name = "ix_conversations_objective_id", columnList = "objective_id"),
            @Index(name = "ix_conversations_gmail_thread_id", columnList = "gmail_thread_id"),
            @Index(name = "ix_conversations_user_id_updated_at", columnList = "user_id, updated_at desc, id desc"),
            @Index(name = "ix_conversations_user_id_subject_key", columnList = "user_id, subject_key, id desc")
        })
public class Conversation extends PanacheEntityBase {
    @Id
    public UUID id;

    @References(table = "users")
    @Column(name = "user_id", nullable = false)
    public UUID userId;

    @References(table = "objectives")
    @Column(name = "objective_id", nullable = false)
    public UUID objectiveId;

    /** Absent from mail from elsewhere than Gmail. */
    @Column(name = "gmail_thread_id", length = 255)
    public @Nullable String gmailThreadId;

    /** The normalised subject of its first message, if that has one to compare. */
    @Column(name = "subject_key", length = 512)
    public @Nullable String subjectKey;

    /** A JSON array of {@link Participant}; a text here, because Hibernate Reactive reads only JSON objects. */
    @ColumnTransformer(read = "participants::text", write = "?::text::jsonb")
    @Column(nullable = false, columnDefinition = "jsonb")
    public String participants;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    public Instant updatedAt;
}
