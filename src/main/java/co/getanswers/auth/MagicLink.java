package co.getanswers.auth;

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

/** A link that signs its receiver in, once; mailed to an address that may have no account yet. */
@Entity
@Table(
        name = "magic_links",
        indexes = {
            @Index(name = "ix_magic_links_token", columnList = "token", unique = true),
            @Index(name = "ix_magic_links_user_id", columnList = "user_id")
        })
public class MagicLink extends PanacheEntityBase {
    @Id
    public UUID id;

    /** Absent while the address has no account. */
    @References(table = "users")
    @Column(name = "user_id")
    public @Nullable UUID userId;

    @Column(nullable = false, length = 255)
    public String email;

    /** SHA-256, in hexadecimal, of the token, which only the mail holds. */
    @Column(nullable = false, length = 255)
    public String token;

    @Column(name = "expires_at", nullable = false)
    public Instant expiresAt;

    @Column(name = "used_at")
    public @Nullable Instant usedAt;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;
}
