package co.getanswers.auth;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One try to sign in or to be sent a magic link, kept to limit how many may follow, over all instances. */
@Entity
@Table(
        name = "sign_in_attempts",
        indexes = @Index(name = "ix_sign_in_attempts_subject", columnList = "kind, subject_hash, attempted_at"))
public class SignInAttempt extends PanacheEntityBase {
    @Id
    public UUID id;

    /** What is limited, such as {@code magic-link-address} or {@code magic-link-client}. */
    @Column(nullable = false, length = 30)
    public String kind;

    /** Whose tries are counted: SHA-256, in hexadecimal, of the address or the client's IP address. */
    @Column(name = "subject_hash", nullable = false, length = 64)
    public String subjectHash;

    @Column(name = "attempted_at", nullable = false)
    public Instant attemptedAt;
}
