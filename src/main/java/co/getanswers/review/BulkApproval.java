package co.getanswers.review;

import co.getanswers.account.AuthenticatedUser;
import co.getanswers.platform.EnumValue;
import co.getanswers.platform.Failure;
import com.fasterxml.jackson.annotation.JsonValue;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Approves many cards, each in a transaction of its own: one that can't be approved does not delay the others. */
@ApplicationScoped
public class BulkApproval {
    @Schema(name = "BulkApproval")
    public record Cards(
            @NotEmpty @Size(max = 100) @Schema(examples = "[\"0198f2c4-5b1a-7c3d-9e2f-3a4b5c6d7e8f\"]")
            List<@NotNull UUID> ids) {}

    @Schema(name = "BulkApprovalResults")
    public record Results(List<Result> results) {}

    @Schema(name = "BulkApprovalResult")
    public record Result(
            @Schema(examples = "0198f2c4-5b1a-7c3d-9e2f-3a4b5c6d7e8f")
            UUID id,

            @Schema(examples = "approved") Outcome outcome) {}

    @Schema(name = "BulkApprovalOutcome")
    public enum Outcome {
        APPROVED,
        ALREADY_DECIDED,
        /** It would send a reply that can't be sent; approving the card alone says why. */
        REFUSED,
        NOT_FOUND;

        @JsonValue
        public String value() {
            return EnumValue.of(this);
        }
    }

    private final DecisionService decisions;

    BulkApproval(DecisionService decisions) {
        this.decisions = decisions;
    }

    /** An id that is given twice is approved and reported once. */
    Uni<Results> approve(AuthenticatedUser user, List<UUID> ids) {
        return Multi.createFrom()
                .iterable(ids.stream().distinct().toList())
                .onItem()
                .transformToUniAndConcatenate(id -> outcome(user, id).map(outcome -> new Result(id, outcome)))
                .collect()
                .asList()
                .map(Results::new);
    }

    private Uni<Outcome> outcome(AuthenticatedUser user, UUID id) {
        return decisions
                .decide(user, id, Decision.approve(null, null))
                .replaceWith(Outcome.APPROVED)
                .onFailure(AlreadyDecided.class)
                .recoverWithItem(Outcome.ALREADY_DECIDED)
                .onFailure(Failure.Conflict.class)
                .recoverWithItem(Outcome.REFUSED)
                .onFailure(Failure.NotFound.class)
                .recoverWithItem(Outcome.NOT_FOUND);
    }
}
