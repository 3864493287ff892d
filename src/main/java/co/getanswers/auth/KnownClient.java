package co.getanswers.auth;

import co.getanswers.platform.References;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A network from which a user has signed in. */
@Entity
@Table(name = "known_clients")
@IdClass(KnownClient.Key.class)
public class KnownClient extends PanacheEntityBase {
    @Id
    @References(table = "users")
    @Column(name = "user_id")
    public UUID userId;

    /** SHA-256, in hexadecimal, of {@link ClientAddress#network}. */
    @Id
    @Column(name = "client_hash", length = 64)
    public String clientHash;

    @Column(name = "seen_at", nullable = false)
    public Instant seenAt;

    /** The primary key. */
    public record Key(UUID userId, String clientHash) {}
}
