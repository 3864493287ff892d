package co.getanswers.auth;

import co.getanswers.platform.References;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A token that renews a session once and is replaced by another; a second use of it ends the session. */
@Entity
@Table(
        name = "refresh_tokens",
        uniqueConstraints = @UniqueConstraint(name = "uq_refresh_tokens_token_hash", columnNames = "token_hash"),
        indexes = @Index(name = "ix_refresh_tokens_session_id", columnList = "session_id"))
public class RefreshToken extends PanacheEntityBase {
    @Id
    public UUID id;

    @References(table = "sessions")
    @Column(name = "session_id", nullable = false)
    public UUID sessionId;

    /** SHA-256 in hexadecimal; unique. */
    @Column(name = "token_hash", nullable = false, length = 64)
    public String tokenHash;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    @Column(name = "expires_at", nullable = false)
    public Instant expiresAt;

    @Column(name = "used_at")
    public @Nullable Instant usedAt;
}
