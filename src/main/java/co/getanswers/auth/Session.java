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

/** A sign-in on one device, from the first token until it is signed out or no longer renewed. */
@Entity
@Table(name = "sessions", indexes = @Index(name = "ix_sessions_user_id", columnList = "user_id"))
public class Session extends PanacheEntityBase {
    @Id
    public UUID id;

    @References(table = "users")
    @Column(name = "user_id", nullable = false)
    public UUID userId;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    /** Moved forward by each refresh. */
    @Column(name = "expires_at", nullable = false)
    public Instant expiresAt;

    /** The device, as it named itself when it signed in; absent if it did not. */
    @Column(name = "user_agent", length = 300)
    public @Nullable String userAgent;

    /** The network of the client at the last sign-in or renewal. */
    @Column(length = 64)
    public @Nullable String client;

    /** The last renewal; absent before the first. */
    @Column(name = "used_at")
    public @Nullable Instant usedAt;

    /** The last time that the password was given in the session, which is itself a proof when it starts. */
    @Column(name = "authenticated_at")
    public @Nullable Instant authenticatedAt;

    /** Absent while the session is alive. */
    @Column(name = "ended_at")
    public @Nullable Instant endedAt;
}
