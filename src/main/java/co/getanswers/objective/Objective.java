package co.getanswers.objective;

import co.getanswers.platform.References;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A thing that the user wants to get done; conversations belong to it. */
@Entity
@Table(
        name = "objectives",
        indexes = {
            @Index(name = "ix_objectives_user_id", columnList = "user_id"),
            @Index(name = "ix_objectives_user_id_updated_at", columnList = "user_id, updated_at desc, id desc"),
            @Index(name = "ix_objectives_user_id_status", columnList = "user_id, status, updated_at desc, id desc"),
            @Index(name = "ix_objectives_due_at", columnList = "due_at", options = "where due_at is not null")
        })
public class Objective extends PanacheEntityBase {
    @Id
    public UUID id;

    @References(table = "users")
    @Column(name = "user_id", nullable = false)
    public UUID userId;

    @Column(nullable = false, length = 512)
    public String title;

    @Column(nullable = false, length = 50)
    public ObjectiveStatus status = ObjectiveStatus.WAITING_ON_YOU;

    /** The time at which a scheduled objective comes back; absent from every other. */
    @Column(name = "due_at")
    public @Nullable Instant dueAt;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    public Instant updatedAt;
}
