package co.getanswers.action;

import co.getanswers.platform.References;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The latest automatic answer to an address. */
@Entity
@Table(name = "automatic_answers")
@IdClass(AutomaticAnswer.Key.class)
public class AutomaticAnswer extends PanacheEntityBase {
    @Id
    @References(table = "users")
    @Column(name = "user_id")
    public UUID userId;

    @Id
    @Column(length = 255)
    public String email;

    /** The action that answered, or is about to; it may be gone. */
    @Column(nullable = false)
    public UUID action;

    @Column(name = "answered_at", nullable = false)
    public Instant answeredAt;

    /** The primary key. */
    public record Key(UUID userId, String email) {}
}
