package co.getanswers.mailbox;

import co.getanswers.platform.References;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;

/** A request for permission to a mailbox at Gmail, until its answer comes back. */
@Entity
@Table(
        name = "gmail_authorisations",
        indexes = {
            @Index(name = "ix_gmail_authorisations_user_id", columnList = "user_id"),
            @Index(name = "ix_gmail_authorisations_session_id", columnList = "session_id"),
            @Index(name = "ix_gmail_authorisations_state_hash", columnList = "state_hash", unique = true)
        })
public class GmailAuthorisation extends PanacheEntityBase {
    @Id
    public UUID id;

    @References(table = "users")
    @Column(name = "user_id", nullable = false)
    public UUID userId;

    @References(table = "sessions")
    @Column(name = "session_id", nullable = false)
    public UUID sessionId;

    /** SHA-256, in hexadecimal, of the state, which only the person's browser holds. */
    @Column(name = "state_hash", nullable = false, length = 64)
    public String stateHash;

    /** Ciphertext only, made for the row's id. */
    @ColumnTransformer(read = "sealed_verifier::text", write = "?::text::jsonb")
    @Column(name = "sealed_verifier", nullable = false, columnDefinition = "jsonb")
    public String sealedVerifier;

    @Column(name = "expires_at", nullable = false)
    public Instant expiresAt;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;
}
