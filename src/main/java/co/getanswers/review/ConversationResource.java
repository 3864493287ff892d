package co.getanswers.review;

import co.getanswers.account.CurrentUser;
import co.getanswers.platform.Page;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/conversations")
@Authenticated
@Tag(name = "Mail")
public class ConversationResource {
    private final CurrentUser user;
    private final ConversationQuery conversations;

    ConversationResource(CurrentUser user, ConversationQuery conversations) {
        this.user = user;
        this.conversations = conversations;
    }

    @GET
    @Operation(summary = "List conversations, the latest changed first")
    public Uni<Page<ConversationSummary>> list(
            @QueryParam("objectiveId") @Nullable UUID objectiveId,
            @QueryParam("limit") @DefaultValue(Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return conversations.list(user.id(), objectiveId, limit, cursor);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Read a conversation: its messages and the agent's actions, by time")
    public Uni<ThreadView> thread(@PathParam("id") UUID id) {
        return conversations.thread(user.id(), id);
    }
}
