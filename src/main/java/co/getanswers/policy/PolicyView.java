package co.getanswers.policy;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A policy as the API shows it. */
@Schema(name = "Policy")
public record PolicyView(
        UUID id,
        String name,
        String description,

        @Schema(implementation = Object.class, description = "The rules as they were sent") @JsonRawValue
        String rules,

        boolean isActive,
        Instant createdAt,
        Instant updatedAt) {

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
