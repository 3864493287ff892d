package co.getanswers.review;

import co.getanswers.account.CurrentUser;
import co.getanswers.action.ExecutionStatus;
import co.getanswers.http.Idempotent;
import co.getanswers.platform.Page;
import co.getanswers.policy.Category;
import co.getanswers.policy.RiskLevel;
import co.getanswers.triage.ActionType;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

@Cancellable(false)
@Path("/api/queue")
@Authenticated
@Consumes(MediaType.APPLICATION_JSON) // said, so that the requests that need no body need no Content-Type either
@Tag(name = "Review")
public class QueueResource {
    /** The longest note, in characters; notes written by hand stay far below. */
    static final int MAX_NOTE = 10_000;

    private static final int MAX_SEARCH = 200;

    static final int MAX_EDIT = 100_000;

    static final String REPLY_ALL = "Reply to all; absent for the choice that is stored, which at first is not to";

    private static final String DECIDED =
            "Already decided, or a text that can't be sent as a reply; the detail says which";

    private final CurrentUser user;
    private final Queue queue;
    private final DecisionService decisions;
    private final BulkApproval bulk;
    private final WithdrawalService withdrawals;
    private final RetryService retries;
    private final Previews previews;

    QueueResource(
            CurrentUser user,
            Queue queue,
            DecisionService decisions,
            BulkApproval bulk,
            WithdrawalService withdrawals,
            RetryService retries,
            Previews previews) {
        this.user = user;
        this.queue = queue;
        this.decisions = decisions;
        this.bulk = bulk;
        this.withdrawals = withdrawals;
        this.retries = retries;
        this.previews = previews;
    }

    @GET
    @Operation(
            operationId = "listQueue",
            summary = "List the cards that wait for a decision, the most urgent first",
            description =
                    "Cards under an objective's status come by the objective's last change. A page of a search by category,"
                            + " type, execution, sender or text may hold fewer cards than limit, or none, and still have a"
                            + " nextCursor: there are cards behind it that were not searched yet.")
    public Uni<QueuePage> list(
            @Parameter(
                            description =
                                    "An action's status; or an objective's, for the newest card of each objective there,"
                                            + " whatever its own status; needs_decision is pending, where drafts wait as well"
                                            + " that the agent keeps ready",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {
                                                "pending",
                                                "approved",
                                                "rejected",
                                                "edited",
                                                "needs_decision",
                                                "waiting_on_you",
                                                "waiting_on_others",
                                                "handled",
                                                "scheduled",
                                                "muted"
                                            }))
                    @QueryParam("status")
                    @Nullable String status,
            @Parameter(schema = @Schema(implementation = RiskLevel.class)) @QueryParam("risk") @Nullable String risk,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"all", "high_risk", "low_confidence"}))
                    @QueryParam("filter")
                    @Nullable String filter,
            @Parameter(schema = @Schema(implementation = Category.class)) @QueryParam("category") @Nullable String category,
            @Parameter(schema = @Schema(implementation = ActionType.class)) @QueryParam("actionType") @Nullable String actionType,
            @Parameter(
                            description = "Of the cards with any status, unless there is one",
                            schema = @Schema(implementation = ExecutionStatus.class))
                    @QueryParam("executionStatus")
                    @Nullable String executionStatus,
            @Parameter(description = "Part of the sender's name or address, in any case")
                    @Size(min = 1, max = MAX_SEARCH) @QueryParam("sender")
                    @Nullable String sender,
            @Parameter(description = "Part of the summary, the subject or the proposed text, in any case")
                    @Size(min = 1, max = MAX_SEARCH) @QueryParam("q")
                    @Nullable String q,
            @QueryParam("limit") @DefaultValue(Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var choices = new QueueQuery.Choices(status, risk, filter, category, actionType, executionStatus);
        return queue.page(user.id(), QueueQuery.of(choices, sender, q), limit, cursor);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getCard", summary = "Read one card")
    public Uni<Card> card(@PathParam("id") UUID id) {
        return queue.card(user.id(), id);
    }

    @GET
    @Path("{id}/preview")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "previewCard",
            summary = "Read the mail that approving a card sends",
            description =
                    "Written by the code that sends it. An approval with this ETag as If-Match is answered 412 when"
                            + " another mail would be sent by then. Accept: message/rfc822 answers the mail itself.")
    @APIResponse(
            responseCode = "200",
            description = "The mail",
            headers =
                    @Header(
                            name = "ETag",
                            description = "Changes with everything in the mail but its Date",
                            schema = @Schema(type = SchemaType.STRING)),
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Preview.class)),
                @Content(mediaType = "message/rfc822", schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(responseCode = "409", description = "No mail would be sent; the detail says why")
    public Uni<RestResponse<Preview>> preview(
            @PathParam("id") UUID id,
            @Parameter(description = REPLY_ALL) @QueryParam("replyAll") @Nullable Boolean replyAll) {
        return previews.write(user.id(), id, replyAll)
                .map(written -> ResponseBuilder.ok(Preview.of(written.reply(), written.mail()))
                        .tag(written.tag())
                        .build());
    }

    @GET
    @Path("{id}/preview")
    @Produces("message/rfc822;qs=0.5")
    @Operation(hidden = true)
    public Uni<RestResponse<byte[]>> previewedMail(
            @PathParam("id") UUID id, @QueryParam("replyAll") @Nullable Boolean replyAll) {
        return previews.write(user.id(), id, replyAll)
                .map(written -> ResponseBuilder.ok(written.mail().bytes())
                        .tag(written.tag())
                        .build());
    }

    @POST
    @Path("{id}/approve")
    @Idempotent
    @Operation(operationId = "approveCard", summary = "Approve a card as it was proposed")
    @APIResponseSchema(value = Card.class, responseCode = "200", responseDescription = "The card as it is now")
    @APIResponse(responseCode = "409", description = DECIDED)
    @APIResponse(responseCode = "412", description = "The mail is not the one whose ETag If-Match gives")
    public Uni<Card> approve(
            @PathParam("id") UUID id,
            @Parameter(description = "The ETag of the preview that was seen")
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    @Nullable String seen,
            @RequestBody(required = false) @Valid @Nullable Approval approval) {
        var notes = approval == null ? null : approval.notes();
        var replyAll = approval == null ? null : approval.replyAll();
        return previews.requireUnchanged(user.id(), id, replyAll, seen)
                .chain(() -> decisions.decide(user.principal(), id, Decision.approve(notes, replyAll)));
    }

    @POST
    @Path("{id}/override")
    @Idempotent
    @Operation(operationId = "overrideCard", summary = "Reject a card; its objective then waits on you")
    @APIResponseSchema(value = Card.class, responseCode = "200", responseDescription = "The card as it is now")
    @APIResponse(responseCode = "409", description = DECIDED)
    public Uni<Card> override(@PathParam("id") UUID id, @NotNull @Valid Override override) {
        return decisions.decide(user.principal(), id, Decision.override(override.reason()));
    }

    @PATCH
    @Path("{id}")
    @Idempotent
    @Operation(
            operationId = "editCard",
            summary = "Approve a card with a text of your own, which is sent as a reply; the proposal is kept")
    @APIResponseSchema(value = Card.class, responseCode = "200", responseDescription = "The card as it is now")
    @APIResponse(responseCode = "409", description = DECIDED)
    public Uni<Card> edit(@PathParam("id") UUID id, @NotNull @Valid Edit edit) {
        return decisions.decide(user.principal(), id, Decision.edit(edit.proposedAction(), edit.replyAll()));
    }

    @POST
    @Path("{id}/edit")
    @Idempotent
    @Operation(operationId = "editCardContent", summary = "Approve a card with a text of your own; the same as PATCH")
    @APIResponseSchema(value = Card.class, responseCode = "200", responseDescription = "The card as it is now")
    @APIResponse(responseCode = "409", description = DECIDED)
    public Uni<Card> edit(@PathParam("id") UUID id, @NotNull @Valid EditedContent edit) {
        return decisions.decide(user.principal(), id, Decision.edit(edit.editedContent(), edit.replyAll()));
    }

    @POST
    @Path("{id}/escalate")
    @Idempotent
    @Operation(operationId = "escalateCard", summary = "Mark a card as high risk; it stays pending")
    @APIResponseSchema(value = Card.class, responseCode = "200", responseDescription = "The card as it is now")
    @APIResponse(responseCode = "409", description = DECIDED)
    public Uni<Card> escalate(
            @PathParam("id") UUID id, @RequestBody(required = false) @Valid @Nullable Escalation escalation) {
        return decisions
                .escalate(user.principal(), id, escalation == null ? null : escalation.reason())
                .chain(() -> queue.card(user.id(), id));
    }

    @POST
    @Path("approve")
    @Idempotent
    @Operation(operationId = "approveCards", summary = "Approve up to 100 cards, each on its own")
    public Uni<BulkApproval.Results> approveAll(@NotNull @Valid BulkApproval.Cards cards) {
        return bulk.approve(user.principal(), cards.ids());
    }

    @POST
    @Path("{id}/withdraw")
    @Consumes(MediaType.WILDCARD)
    @Idempotent
    @Operation(
            operationId = "withdrawCard",
            summary = "Withdraw a decision within the undo window, before it is executed")
    @APIResponseSchema(value = Card.class, responseCode = "200", responseDescription = "The card, pending again")
    @APIResponse(responseCode = "409", description = "There is no decision, or it is too late; the detail says why")
    public Uni<Card> withdraw(@PathParam("id") UUID id) {
        return withdrawals.withdraw(user.principal(), id).chain(() -> queue.card(user.id(), id));
    }

    @POST
    @Path("{id}/retry")
    @Consumes(MediaType.WILDCARD)
    @Idempotent
    @Operation(operationId = "retryCard", summary = "Enqueue a failed or unknown execution again")
    @APIResponseSchema(value = Card.class, responseCode = "200", responseDescription = "The card, queued again")
    @APIResponse(
            responseCode = "409",
            description = "The execution is neither failed nor unknown; the detail says its state")
    public Uni<Card> retry(@PathParam("id") UUID id) {
        return retries.retry(user.principal(), id).chain(() -> queue.card(user.id(), id));
    }

    @Schema(name = "CardApproval")
    public record Approval(
            @Size(max = MAX_NOTE) @Schema(examples = "Fine, and thank her for the slides") @Nullable String notes,

            @Schema(description = REPLY_ALL) @Nullable Boolean replyAll) {}

    @Schema(name = "CardOverride")
    public record Override(
            @NotBlank @Size(max = MAX_NOTE) @Schema(examples = "I want to call them instead")
            String reason) {}

    @Schema(name = "CardEdit")
    public record Edit(
            @NotBlank @Size(max = MAX_EDIT) @Schema(examples = "Dear Dana, Friday works.")
            String proposedAction,

            @Schema(description = REPLY_ALL) @Nullable Boolean replyAll) {}

    @Schema(name = "CardContent")
    public record EditedContent(
            @NotBlank @Size(max = MAX_EDIT) @Schema(examples = "Dear Dana, Friday works.")
            String editedContent,

            @Schema(description = REPLY_ALL) @Nullable Boolean replyAll) {}

    @Schema(name = "CardEscalation")
    public record Escalation(
            @Size(max = MAX_NOTE) @Schema(examples = "Legal should see this first") @Nullable String reason) {}
}
