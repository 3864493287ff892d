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

    /** Null while the address has no account. */
    @References(table = "users")
    @Column(name = "user_id")
    public UUID userId;

    @Column(nullable = false, length = 255)
    public String email;

    /** The SHA-256 hash of the token, in hexadecimal: the token itself is only in the mail. */
    @Column(nullable = false, length = 255)
    public String token;

    @Column(name = "expires_at", nullable = false)
    public Instant expiresAt;

    @Column(name = "used_at")
    public Instant usedAt;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;
}
