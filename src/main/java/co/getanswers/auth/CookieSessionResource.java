package co.getanswers.auth;

import co.getanswers.platform.Failure;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * Sign-in of the console: the same sessions as everywhere, with the refresh token in a cookie. The access token alone opens
 * the interface, so the cookie can do nothing but renew or end its own session.
 */
@Cancellable(false)
@Path(CookieSession.PATH)
@PermitAll
@Consumes(MediaType.APPLICATION_JSON)
public class CookieSessionResource {
    private final SignInService signIn;
    private final MagicLinkService links;
    private final SessionStore sessions;
    private final TrustedProxies proxies;
    private final Duration lifetime;
    private final Duration undoWindow;

    CookieSessionResource(
            SignInService signIn,
            MagicLinkService links,
            SessionStore sessions,
            TrustedProxies proxies,
            AuthSettings settings,
            @ConfigProperty(name = "getanswers.execution.undo-window") Duration undoWindow) {
        this.signIn = signIn;
        this.links = links;
        this.sessions = sessions;
        this.proxies = proxies;
        this.lifetime = settings.refreshTokenLifetime();
        this.undoWindow = undoWindow;
    }

    @POST
    @Operation(hidden = true)
    public Uni<RestResponse<CookieSession>> login(
            @Valid @NotNull SignInResource.Login body, @Context HttpServerRequest request) {
        SameOrigin.require(request);
        return respond(signIn.login(body.email(), body.password(), Device.of(request, proxies)), request);
    }

    @POST
    @Path("register")
    @Operation(hidden = true)
    public Uni<RestResponse<CookieSession>> register(
            @Valid @NotNull SignInResource.Registration body, @Context HttpServerRequest request) {
        SameOrigin.require(request);
        return respond(
                signIn.register(body.email(), body.password(), body.name(), Device.of(request, proxies)), request);
    }

    @POST
    @Path("verify")
    @Operation(hidden = true)
    public Uni<RestResponse<CookieSession>> verify(
            @Valid @NotNull SignInResource.LinkToken body, @Context HttpServerRequest request) {
        SameOrigin.require(request);
        var kept = Boolean.TRUE.equals(body.keepSettings());
        return respond(links.redeem(body.token(), kept, Device.of(request, proxies)), request);
    }

    @POST
    @Path("reset")
    @Operation(hidden = true)
    public Uni<RestResponse<CookieSession>> reset(
            @Valid @NotNull SignInResource.PasswordReset body, @Context HttpServerRequest request) {
        SameOrigin.require(request);
        var chosen = new NewPassword("newPassword", body.newPassword());
        var kept = Boolean.TRUE.equals(body.keepSettings());
        return respond(links.reset(body.token(), chosen, kept, Device.of(request, proxies)), request);
    }

    @POST
    @Path("renew")
    @Operation(hidden = true)
    public Uni<RestResponse<CookieSession>> renew(
            @CookieParam(CookieSession.COOKIE) @Nullable String cookie, @Context HttpServerRequest request) {
        SameOrigin.require(request);
        if (cookie == null || cookie.isEmpty()) {
            throw new Failure.Unauthenticated("You are not signed in.");
        }
        return respond(signIn.renew(cookie, proxies.clientOf(request)), request);
    }

    @DELETE
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Uni<RestResponse<Void>> end(
            @CookieParam(CookieSession.COOKIE) @Nullable String cookie, @Context HttpServerRequest request) {
        SameOrigin.require(request);
        var ended = cookie == null || cookie.isEmpty() ? Uni.createFrom().voidItem() : sessions.end(cookie);
        return ended.map(done -> ResponseBuilder.<Void>noContent()
                .cookie(CookieSession.none(request))
                .build());
    }

    private Uni<RestResponse<CookieSession>> respond(Uni<TokenResponse> tokens, HttpServerRequest request) {
        return tokens.map(started -> CookieSession.of(started, lifetime, undoWindow, request));
    }
}
