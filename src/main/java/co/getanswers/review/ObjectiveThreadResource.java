package co.getanswers.review;

import co.getanswers.account.CurrentUser;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

@Cancellable(false)
@Path("/api/objectives/{id}/conversation")
@Authenticated
@Tag(name = "Objectives")
public class ObjectiveThreadResource {
    private final CurrentUser user;
    private final ConversationQuery conversations;

    ObjectiveThreadResource(CurrentUser user, ConversationQuery conversations) {
        this.user = user;
        this.conversations = conversations;
    }

    @GET
    @Operation(operationId = "getObjectiveConversation", summary = "Read an objective's latest conversation")
    public Uni<ThreadView> latest(@PathParam("id") UUID id) {
        return conversations.latestOf(user.id(), id);
    }
}
