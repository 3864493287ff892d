package co.getanswers.policy;

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

@Entity
@Table(name = "policies", indexes = @Index(name = "ix_policies_user_id", columnList = "user_id"))
public class Policy extends PanacheEntityBase {
    @Id
    public UUID id;

    @References(table = "users")
    @Column(name = "user_id", nullable = false)
    public UUID userId;

    @Column(nullable = false, length = 255)
    public String name;

    @Column(nullable = false, columnDefinition = "text")
    public String description;

    /** JSON in the language of {@link Rules}. */
    @ColumnTransformer(read = "rules::text", write = "?::text::jsonb")
    @Column(nullable = false, columnDefinition = "jsonb")
    public String rules;

    @Column(name = "is_active", nullable = false)
    public boolean active;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    public Instant updatedAt;
}
