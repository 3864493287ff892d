package co.getanswers.auth;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One attempt that a rate limit counts, such as to sign in or to be sent a magic link. */
@Entity
@Table(
        name = "sign_in_attempts",
        indexes = @Index(name = "ix_sign_in_attempts_subject", columnList = "kind, subject_hash, attempted_at"))
public class SignInAttempt extends PanacheEntityBase {
    @Id
    public UUID id;

    /** The {@link RateLimit#kind} that counts it. */
    @Column(nullable = false, length = 30)
    public String kind;

    /** The subject of the limit: SHA-256, in hexadecimal, of the user's id, the address or the client's network. */
    @Column(name = "subject_hash", nullable = false, length = 64)
    public String subjectHash;

    @Column(name = "attempted_at", nullable = false)
    public Instant attemptedAt;
}
