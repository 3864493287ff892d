package co.getanswers.policy;

import co.getanswers.platform.KeysetPaging;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A policy as the REST interface shows it. */
@Schema(name = "Policy")
public record PolicyView(
        UUID id,
        String name,
        String description,

        @Schema(implementation = Object.class, description = "As they were given") @JsonRawValue
        String rules,

        boolean isActive,
        Instant createdAt,
        Instant updatedAt) {

    /** Parameters: those of {@link KeysetPaging}. */
    static final String LIST = """
            select id, name, description, rules::text as rules, is_active, created_at, updated_at
            from policies
            where user_id = $1 and (created_at, id) < ($2, $3)
            order by created_at desc, id desc
            limit $4""";

    static PolicyView of(Row row) {
        return new PolicyView(
                row.getUUID("id"),
                row.getString("name"),
                row.getString("description"),
                row.getString("rules"),
                row.getBoolean("is_active"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    static PolicyView of(Policy policy) {
        return new PolicyView(
                policy.id,
                policy.name,
                policy.description,
                policy.rules,
                policy.active,
                policy.createdAt,
                policy.updatedAt);
    }
}
