package co.getanswers.policy;

import co.getanswers.account.CurrentUser;
import co.getanswers.http.Created;
import co.getanswers.http.Idempotent;
import co.getanswers.platform.Page;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

@Cancellable(false)
@Path("/api/policies")
@Consumes(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Policies")
public class PolicyResource {
    private final CurrentUser user;
    private final PolicyStore policies;

    PolicyResource(CurrentUser user, PolicyStore policies) {
        this.user = user;
        this.policies = policies;
    }

    @GET
    @Operation(operationId = "listPolicies", summary = "List policies, the newest first")
    public Uni<Page<PolicyView>> list(
            @QueryParam("limit") @DefaultValue(Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return policies.list(user.id(), limit, cursor);
    }

    @POST
    @Idempotent
    @Operation(operationId = "createPolicy", summary = "Add a policy")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            headers =
                    @Header(
                            name = "Location",
                            description = "The path of the policy",
                            schema = @Schema(type = SchemaType.STRING, format = "uri-reference")),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PolicyView.class)))
    @APIResponse(responseCode = "409", description = "The user has 100 policies, the most")
    public Uni<RestResponse<PolicyView>> create(@NotNull @Valid PolicyBody policy) {
        return policies.create(user.principal(), policy)
                .map(created -> Created.under("/api/policies", created.id(), created));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getPolicy", summary = "Read a policy")
    public Uni<PolicyView> read(@PathParam("id") UUID id) {
        return policies.read(user.id(), id);
    }

    @PUT
    @Path("{id}")
    @Idempotent
    @Operation(operationId = "replacePolicy", summary = "Replace a policy")
    public Uni<PolicyView> replace(@PathParam("id") UUID id, @NotNull @Valid PolicyBody policy) {
        return policies.replace(user.principal(), id, policy);
    }

    @DELETE
    @Path("{id}")
    @Idempotent
    @Operation(operationId = "deletePolicy", summary = "Delete a policy")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Uni<Void> delete(@PathParam("id") UUID id) {
        return policies.delete(user.principal(), id);
    }

    @Schema(name = "PolicyBody")
    public record PolicyBody(
            @NotBlank @Size(max = 255) @Schema(examples = "Acme renewals")
            String name,

            @Size(max = 10_000) @Schema(examples = "I answer everything that Acme writes about renewals") @Nullable String description,

            @NotNull @Schema(implementation = Object.class, type = SchemaType.OBJECT, required = true, examples = """
                            {"priority": 100,
                             "when": {"all": [{"field": "sender.domain", "op": "equals", "value": "acme.com"},
                                              {"field": "subject", "op": "contains", "value": "renewal"}]},
                             "then": [{"effect": "require_review"}, {"effect": "raise_risk", "to": "high"}]}""")
            JsonNode rules,

            @Schema(description = "True by default") @Nullable Boolean isActive) {}
}
