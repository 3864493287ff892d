package co.getanswers.events;

import co.getanswers.account.CurrentUser;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/events")
@Authenticated
@Tag(name = "Review")
public class EventResource {
    private final CurrentUser user;
    private final EventStreams streams;

    EventResource(CurrentUser user, EventStreams streams) {
        this.user = user;
        this.streams = streams;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "streamEvents",
            summary = "Hear of changes as they happen",
            description =
                    "Server-sent events named changed, each with what has changed as JSON, within about a second. The first"
                            + " comes at once, unless Last-Event-ID names the present state. Comments come in between. The"
                            + " stream ends with the session, and when the instance stops.")
    @APIResponse(
            responseCode = "200",
            description = "Events whose data is a Change",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = Change.class),
                            examples =
                                    @ExampleObject(
                                            name = "mail",
                                            summary = "New mail, or a decision",
                                            value = "{\"mailbox\": true, \"accounts\": false}")))
    @APIResponse(responseCode = "429", description = "The user has as many streams as one may have")
    public Multi<OutboundSseEvent> events(
            @Parameter(description = "The id of the last event that was seen, on any instance")
                    @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER)
                    @Nullable String last,
            @Context Sse sse,
            @Context HttpServerResponse response) {
        // Reverse proxies that collect answers would hold events back.
        response.putHeader("X-Accel-Buffering", "no");
        return streams.open(user.principal(), sse, State.parse(last));
    }
}
