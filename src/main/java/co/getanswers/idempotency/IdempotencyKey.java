package co.getanswers.idempotency;

import co.getanswers.platform.References;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key that a user gave to a request, and the response that a repetition gets. */
@Entity
@Table(
        name = "idempotency_keys",
        uniqueConstraints =
                @UniqueConstraint(
                        name = "uq_idempotency_keys_user_id_key",
                        columnNames = {"user_id", "key"}))
public class IdempotencyKey extends PanacheEntityBase {
    @Id
    public UUID id;

    @References(table = "users")
    @Column(name = "user_id", nullable = false)
    public UUID userId;

    @Column(nullable = false, length = 255)
    public String key;

    /** The hash of the request: its method, path and body. */
    @Column(nullable = false, length = 64)
    public String fingerprint;

    /** Null while the request is in progress. */
    public @Nullable Integer status;

    @Column(columnDefinition = "text")
    public @Nullable String location;

    @Column(columnDefinition = "text")
    public @Nullable String body;

    /** The end of the lease of a request in progress; null for requests that are one transaction. */
    @Column(name = "leased_until")
    public @Nullable Instant leasedUntil;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;
}
