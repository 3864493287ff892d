package co.getanswers.auth;

import co.getanswers.account.AuthenticatedUser;
import co.getanswers.platform.Failure;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** The end of a session, by either of its tokens: the access token may have expired before the user leaves. */
@Cancellable(false)
@Path("/api/auth/logout")
@PermitAll
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Authentication")
public class LogoutResource {
    private final CurrentIdentityAssociation identities;
    private final SessionStore sessions;

    LogoutResource(CurrentIdentityAssociation identities, SessionStore sessions) {
        this.identities = identities;
        this.sessions = sessions;
    }

    @POST
    @Operation(
            operationId = "logout",
            summary = "End this session",
            description =
                    "The session of the access token, or that of the refresh token where no access token is valid.")
    @SecurityRequirementsSet
    @SecurityRequirementsSet(@SecurityRequirement(name = "accessToken"))
    @APIResponse(responseCode = "204", description = "Ended; also if a refresh token was not valid any more")
    @APIResponse(responseCode = "401", description = "There is neither a valid access token nor a refresh token")
    public Uni<Void> logout(@RequestBody(required = false) @Valid @Nullable Logout body) {
        return asking().chain(user -> {
            if (user.isPresent()) {
                return sessions.end(user.get(), user.get().sessionId()).replaceWithVoid();
            }
            if (body == null || body.refreshToken == null) {
                throw new Failure.Unauthenticated("Send the access token, or the refresh token of the session to end.");
            }
            return sessions.end(body.refreshToken);
        });
    }

    private Uni<Optional<AuthenticatedUser>> asking() {
        return identities
                .getDeferredIdentity()
                .map(identity -> identity.getPrincipal() instanceof AuthenticatedUser user
                        ? Optional.of(user)
                        : Optional.<AuthenticatedUser>empty())
                .onFailure(AuthenticationFailedException.class)
                .recoverWithItem(Optional.empty());
    }

    public record Logout(
            @JsonProperty("refresh_token")
            @Size(max = 512) @Schema(examples = "H3cyF0eVYqv4bMvQkO0w2q8r5cXQ0p4Yl9mFJm1k2uU")
            @Nullable String refreshToken) {}
}
