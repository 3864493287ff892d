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

/** An account that somebody had filled before its address was proved, kept for the owner of the address to choose. */
@Entity
@Table(
        name = "set_aside_accounts",
        uniqueConstraints = @UniqueConstraint(name = "uq_set_aside_accounts_owner_id", columnNames = "owner_id"),
        indexes = @Index(name = "ix_set_aside_accounts_set_aside_at", columnList = "set_aside_at"))
public class SetAsideAccount extends PanacheEntityBase {
    /** The account that was set aside, which nobody can sign in to. */
    @Id
    @References(table = "users")
    @Column(name = "user_id")
    public UUID userId;

    /** The account of the person who proved the address. */
    @References(table = "users")
    @Column(name = "owner_id", nullable = false)
    public UUID ownerId;

    @Column(name = "set_aside_at", nullable = false)
    public Instant setAsideAt;
}
