package co.getanswers.review;

import co.getanswers.account.CurrentUser;
import co.getanswers.policy.PolicyResource.PolicyBody;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

@Cancellable(false)
@Path("/api/policies/test")
@Consumes(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Policies")
public class PolicyTestResource {
    private static final int MAX_MESSAGES = 10_000;
    private static final int DEFAULT_MESSAGES = 6_000;

    private final CurrentUser user;
    private final PolicyTests tests;

    PolicyTestResource(CurrentUser user, PolicyTests tests) {
        this.user = user;
        this.tests = tests;
    }

    @POST
    @Operation(
            operationId = "testPolicy",
            summary = "Try a policy on past mail: what would have matched and changed",
            description =
                    "Nothing is written. Each message is read as policies saw it when it came, and the policies of today,"
                            + " with the given one among them, are compared with those of today.")
    @APIResponseSchema(
            value = DryRun.Result.class,
            responseCode = "200",
            responseDescription = "What the policy would have done")
    @APIResponse(responseCode = "404", description = "There is no policy to replace")
    @APIResponse(responseCode = "429", description = "The user's last test still runs")
    public Uni<DryRun.Result> test(@NotNull @Valid PolicyTest test) {
        var messages = test.messages() == null ? DEFAULT_MESSAGES : test.messages();
        return tests.run(user.id(), test.policy(), test.replaces(), messages);
    }

    @Schema(name = "PolicyTest")
    public record PolicyTest(
            @NotNull @Valid PolicyBody policy,

            @Schema(description = "The id of the policy that it would replace; absent for a new one") @Nullable UUID replaces,

            @Schema(description = "The number of past messages, the newest; 6,000 by default")
            @Min(1) @Max(MAX_MESSAGES) @Nullable Integer messages) {}
}
