package co.getanswers.review;

import co.getanswers.account.CurrentUser;
import co.getanswers.http.Idempotent;
import co.getanswers.platform.Page;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

@Cancellable(false)
@Path("/api/conversations")
@Authenticated
@Tag(name = "Mail")
public class ConversationResource {
    private final CurrentUser user;
    private final ConversationQuery conversations;
    private final OwnReplies replies;

    ConversationResource(CurrentUser user, ConversationQuery conversations, OwnReplies replies) {
        this.user = user;
        this.conversations = conversations;
        this.replies = replies;
    }

    @GET
    @Operation(operationId = "listConversations", summary = "List conversations, the latest changed first")
    public Uni<Page<ConversationSummary>> list(
            @QueryParam("objectiveId") @Nullable UUID objectiveId,
            @QueryParam("limit") @DefaultValue(Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return conversations.list(user.id(), objectiveId, limit, cursor);
    }

    @POST
    @Path("{id}/reply")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @Operation(
            operationId = "replyToConversation",
            summary = "Answer a conversation with a text of your own",
            description =
                    "Sent like the edit of a card, and withdrawn like one. It answers the newest incoming message that"
                            + " may be answered; a pending card about that message is decided by it.")
    @APIResponseSchema(value = Card.class, responseCode = "200", responseDescription = "The card of the answer")
    @APIResponse(responseCode = "409", description = "It can't be sent; the detail says why")
    public Uni<Card> reply(@PathParam("id") UUID id, @NotNull @Valid OwnReply reply) {
        return replies.reply(user.principal(), id, reply);
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getConversation",
            summary = "Read a conversation: its messages and the agent's actions, by time")
    public Uni<ThreadView> thread(@PathParam("id") UUID id) {
        return conversations.thread(user.id(), id);
    }
}
