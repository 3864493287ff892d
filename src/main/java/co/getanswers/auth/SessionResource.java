package co.getanswers.auth;

import co.getanswers.account.CurrentUser;
import co.getanswers.http.Idempotent;
import co.getanswers.platform.Failure;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The sessions of the user who is signed in. */
@Cancellable(false)
@Path("/api/auth/sessions")
@Authenticated
@Tag(name = "Authentication")
public class SessionResource {
    private final CurrentUser currentUser;
    private final Pool pool;
    private final SessionStore sessions;

    SessionResource(CurrentUser currentUser, Pool pool, SessionStore sessions) {
        this.currentUser = currentUser;
        this.pool = pool;
        this.sessions = sessions;
    }

    @GET
    @Operation(
            operationId = "listSessions",
            summary = "List where you are signed in",
            description = "The latest used first, at most 100.")
    public Uni<SessionView.Sessions> list() {
        var current = currentUser.sessionId();
        return pool.preparedQuery(SessionView.SQL)
                .execute(Tuple.of(currentUser.id()))
                .map(rows -> new SessionView.Sessions(StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> SessionView.of(row, current))
                        .toList()));
    }

    @DELETE
    @Path("/{id}")
    @Idempotent
    @Operation(
            operationId = "endSession",
            summary = "End one session",
            description = "Its tokens are refused from then on.")
    @APIResponse(responseCode = "204", description = "Ended")
    @APIResponse(responseCode = "404", description = "You have no such session, or it has ended")
    public Uni<Void> end(UUID id) {
        var user = currentUser.principal();
        return sessions.end(user, id)
                .invoke(ended -> {
                    if (!ended) {
                        throw new Failure.NotFound("session");
                    }
                })
                .replaceWithVoid();
    }
}
