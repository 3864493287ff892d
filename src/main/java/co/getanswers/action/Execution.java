package co.getanswers.action;

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
import org.hibernate.annotations.ColumnDefault;
import org.jspecify.annotations.Nullable;

/** An approved action to be executed: a row of the outbox, written in the transaction of the decision. */
@Entity
@Table(
        name = "executions",
        uniqueConstraints = @UniqueConstraint(name = "uq_executions_action_id", columnNames = "action_id"),
        indexes = {
            @Index(name = "ix_executions_user_id", columnList = "user_id"),
            @Index(
                    name = "ix_executions_available_at",
                    columnList = "available_at",
                    options = "where status = 'queued'"),
            @Index(
                    name = "ix_executions_leased_until",
                    columnList = "leased_until",
                    options = "where leased_until is not null"),
            @Index(name = "ix_executions_unknown", columnList = "finished_at", options = "where status = 'unknown'")
        })
public class Execution extends PanacheEntityBase {
    @Id
    public UUID id;

    @References(table = "users")
    @Column(name = "user_id", nullable = false)
    public UUID userId;

    /** Unique: a decision is executed once. */
    @References(table = "agent_actions")
    @Column(name = "action_id", nullable = false)
    public UUID actionId;

    @Column(nullable = false, length = 20)
    public ExecutionStatus status = ExecutionStatus.QUEUED;

    @Column(nullable = false)
    public int attempts;

    /** Attempts that ended without a try at the mail, and so don't count towards the most that there may be. */
    @ColumnDefault("0")
    @Column(nullable = false)
    public int uncounted;

    @Column(name = "available_at", nullable = false)
    public Instant availableAt;

    /** The instance that holds the lease. */
    @Column(name = "leased_by", length = 255)
    public @Nullable String leasedBy;

    @Column(name = "leased_until")
    public @Nullable Instant leasedUntil;

    /** The result as a sentence for the person; absent until then. */
    @Column(columnDefinition = "text")
    public @Nullable String outcome;

    /** The reason why the last attempt did not succeed, for the person. */
    @Column(name = "last_error", columnDefinition = "text")
    public @Nullable String lastError;

    /** The mail server's or mailbox's name of the mail; absent until it was accepted. */
    @Column(name = "provider_id", length = 998)
    public @Nullable String providerId;

    /** The proof of what became of the mail, while that is not known; absent if there is none. */
    @Column(length = 20)
    public @Nullable SendingProof proof;

    /** The proof as a sentence for the person. */
    @Column(name = "proof_reason", columnDefinition = "text")
    public @Nullable String proofReason;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    @Column(name = "finished_at")
    public @Nullable Instant finishedAt;
}
