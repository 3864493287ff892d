package co.getanswers.mail;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;

/** A thread of messages. */
@Entity
@Table(name = "conversations")
public class Conversation extends PanacheEntityBase {
    @Id
    public UUID id;

    @Column(name = "user_id", nullable = false)
    public UUID userId;

    @Column(name = "objective_id", nullable = false)
    public UUID objectiveId;

    /** Null for mail that did not come from Gmail. */
    @Column(name = "gmail_thread_id", length = 255)
    public String gmailThreadId;

    /** The normalised subject it was opened with; null where there is none to compare. */
    @Column(name = "subject_key", length = 512)
    public String subjectKey;

    /** A JSON array of {@link Participant}; text here, for Hibernate Reactive reads only JSON objects. */
    @ColumnTransformer(read = "participants::text", write = "?::text::jsonb")
    @Column(nullable = false, columnDefinition = "jsonb")
    public String participants;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    public Instant updatedAt;
}
