package co.getanswers.objective;

import co.getanswers.account.CurrentUser;
import co.getanswers.http.Created;
import co.getanswers.http.Idempotent;
import co.getanswers.platform.EnumValue;
import co.getanswers.platform.Page;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

@Cancellable(false)
@Path("/api/objectives")
@Consumes(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Objectives")
public class ObjectiveResource {
    private static final int MAX_TITLE = 512;

    private final CurrentUser user;
    private final ObjectiveStore objectives;
    private final ObjectiveJoining joining;

    ObjectiveResource(CurrentUser user, ObjectiveStore objectives, ObjectiveJoining joining) {
        this.user = user;
        this.objectives = objectives;
        this.joining = joining;
    }

    @GET
    @Operation(operationId = "listObjectives", summary = "List objectives, the most recently changed first")
    public Uni<Page<ObjectiveView>> list(
            @Parameter(schema = @Schema(implementation = ObjectiveStatus.class)) @QueryParam("status") @Nullable String status,
            @Parameter(description = "Part of the title, in any case") @Size(max = MAX_TITLE) @QueryParam("q") @Nullable String q,
            @QueryParam("limit") @DefaultValue(Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return objectives.list(
                user.id(), EnumValue.parseParameter(ObjectiveStatus.class, "status", status), q, limit, cursor);
    }

    @POST
    @Idempotent
    @Operation(operationId = "createObjective", summary = "Open an objective")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            headers =
                    @Header(
                            name = "Location",
                            description = "The path of the objective",
                            schema = @Schema(type = SchemaType.STRING, format = "uri-reference")),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ObjectiveView.class)))
    public Uni<RestResponse<ObjectiveView>> create(@NotNull @Valid NewObjective objective) {
        return objectives
                .create(user.principal(), objective.title())
                .map(created -> Created.under("/api/objectives", created.id(), created));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getObjective", summary = "Read an objective")
    public Uni<ObjectiveView> read(@PathParam("id") UUID id) {
        return objectives.read(user.id(), id);
    }

    @PATCH
    @Path("{id}")
    @Idempotent
    @Operation(operationId = "updateObjective", summary = "Change an objective's title, status or due date")
    public Uni<ObjectiveView> change(@PathParam("id") UUID id, @NotNull @Valid ObjectiveChange change) {
        return objectives.change(user.principal(), id, change);
    }

    @DELETE
    @Path("{id}")
    @Idempotent
    @Operation(
            operationId = "deleteObjective",
            summary = "Delete an objective with its conversations, their messages and actions")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Uni<Void> delete(@PathParam("id") UUID id) {
        return objectives.delete(user.principal(), id);
    }

    @POST
    @Path("{id}/merge")
    @Idempotent
    @Operation(
            operationId = "mergeObjectives",
            summary = "Merge an objective into another one",
            description =
                    "All its conversations move, with their messages and cards, and it is deleted. The other one keeps its"
                            + " title. It waits on you where a card does; else it has the more urgent status of the two, and the"
                            + " earlier due date. A muted one stays muted.")
    @APIResponseSchema(
            value = ObjectiveView.class,
            responseCode = "200",
            responseDescription = "The objective that has the conversations now")
    public Uni<ObjectiveView> merge(@PathParam("id") UUID id, @NotNull @Valid Merge merge) {
        return joining.merge(user.principal(), id, merge.into());
    }

    @PUT
    @Path("{id}/conversations/{conversationId}")
    @Idempotent
    @Operation(
            operationId = "moveConversation",
            summary = "Move a conversation to an objective",
            description =
                    "Mail that continues the conversation stays with the objective. The status changes as by a merge; an"
                            + " objective that has no conversation left is handled.")
    @APIResponseSchema(
            value = ObjectiveView.class,
            responseCode = "200",
            responseDescription = "The objective that has the conversation now")
    public Uni<ObjectiveView> move(@PathParam("id") UUID id, @PathParam("conversationId") UUID conversationId) {
        return joining.move(user.principal(), conversationId, id);
    }

    @Schema(name = "ObjectiveMerge")
    public record Merge(
            @NotNull @Schema(
                    description = "The id of the objective that takes the conversations",
                    examples = "01989a3e-5c1b-7d2e-9f40-6b8c2d1e0a57")
            UUID into) {}

    public record NewObjective(
            @NotBlank @Size(max = MAX_TITLE) @Schema(examples = "Renewal of the Acme contract")
            String title) {}

    /** The fields to change; absent ones keep their values. */
    public record ObjectiveChange(
            @Pattern(regexp = "[\\s\\S]*\\S[\\s\\S]*", message = "must not be blank") @Size(max = MAX_TITLE) @Schema(examples = "Renewal of the Acme contract")
            @Nullable String title,

            @Schema(examples = "scheduled") @Nullable ObjectiveStatus status,

            @Schema(
                    description = "The time at which a scheduled objective comes back",
                    examples = "2026-12-01T08:00:00Z")
            @Nullable Instant dueAt) {}
}
