package co.getanswers.auth;

import co.getanswers.account.User;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

@Cancellable(false)
@Path("/api/auth")
@Consumes(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "Authentication")
public class SignInResource {
    private final SignInService signIn;
    private final MagicLinkService links;
    private final TrustedProxies proxies;

    SignInResource(SignInService signIn, MagicLinkService links, TrustedProxies proxies) {
        this.signIn = signIn;
        this.links = links;
        this.proxies = proxies;
    }

    @POST
    @Path("/register")
    @Operation(operationId = "register", summary = "Create an account with a password, and sign in")
    @APIResponse(
            responseCode = "201",
            description = "Registered and signed in",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TokenResponse.class)))
    @APIResponse(responseCode = "409", description = "The address has an account")
    @APIResponse(responseCode = "429", description = "Too many accounts from this client")
    @ResponseStatus(201)
    public Uni<TokenResponse> register(@Valid @NotNull Registration body, @Context HttpServerRequest request) {
        return signIn.register(body.email, body.password, body.name, Device.of(request, proxies));
    }

    @POST
    @Path("/login")
    @Operation(operationId = "login", summary = "Sign in with a password")
    @APIResponseSchema(value = TokenResponse.class, responseCode = "200", responseDescription = "Signed in")
    @APIResponse(responseCode = "401", description = "The address or the password is wrong")
    @APIResponse(responseCode = "429", description = "Too many failed sign-ins for this address or from this client")
    public Uni<TokenResponse> login(@Valid @NotNull Login body, @Context HttpServerRequest request) {
        return signIn.login(body.email, body.password, Device.of(request, proxies));
    }

    @POST
    @Path("/magic-link")
    @Operation(
            operationId = "sendSignInLink",
            summary = "Mail a sign-in link",
            description = "The response is the same whether or not the address has an account.")
    @APIResponse(
            responseCode = "202",
            description = "Accepted; a mail follows if the address can receive it",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = LinkSent.class)))
    @APIResponse(responseCode = "429", description = "Too many links for this address or from this client")
    @ResponseStatus(202)
    public Uni<LinkSent> magicLink(@Valid @NotNull LinkRequest body, @Context HttpServerRequest request) {
        return links.send(body.email, proxies.clientOf(request)).replaceWith(LinkSent.ALWAYS);
    }

    @POST
    @Path("/verify")
    @Operation(
            operationId = "verifySignInLink",
            summary = "Sign in with the token of a mailed link",
            description = "The token works once. It creates the account of a new address. The first token of an account"
                    + " that was registered with a password ends that password and its sessions, because somebody"
                    + " else may have registered the address (passwordRemoved); a new password can be set then. For"
                    + " the same reason mail, objectives, policies and settings from before are set aside, and shown"
                    + " in your profile until you choose, unless keepSettings is true.")
    @APIResponseSchema(value = TokenResponse.class, responseCode = "200", responseDescription = "Signed in")
    @APIResponse(responseCode = "401", description = "The link was used, has expired or never existed")
    public Uni<TokenResponse> verify(@Valid @NotNull LinkToken body, @Context HttpServerRequest request) {
        return links.redeem(body.token, Boolean.TRUE.equals(body.keepSettings), Device.of(request, proxies));
    }

    @POST
    @Path("/password-reset")
    @Operation(
            operationId = "sendPasswordReset",
            summary = "Mail a link to set a new password",
            description = "The response is the same whether or not the address has an account.")
    @APIResponse(
            responseCode = "202",
            description = "Accepted; a mail follows if the address can receive it",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = LinkSent.class)))
    @APIResponse(responseCode = "429", description = "Too many links for this address or from this client")
    @ResponseStatus(202)
    public Uni<LinkSent> mailReset(@Valid @NotNull LinkRequest body, @Context HttpServerRequest request) {
        return links.sendReset(body.email, proxies.clientOf(request)).replaceWith(LinkSent.ALWAYS);
    }

    @POST
    @Path("/password-reset/confirm")
    @Operation(
            operationId = "confirmPasswordReset",
            summary = "Set a new password with the token of a mailed link, and sign in",
            description =
                    "The token works once. Every other session ends. What the first proof of an address changes is"
                            + " told at the verification of a sign-in link.")
    @APIResponseSchema(value = TokenResponse.class, responseCode = "200", responseDescription = "Signed in")
    @APIResponse(responseCode = "401", description = "The link was used, has expired or never existed")
    @APIResponse(responseCode = "429", description = "Too many failed attempts from this client")
    public Uni<TokenResponse> reset(@Valid @NotNull PasswordReset body, @Context HttpServerRequest request) {
        return links.reset(
                body.token,
                new NewPassword("newPassword", body.newPassword),
                Boolean.TRUE.equals(body.keepSettings),
                Device.of(request, proxies));
    }

    @POST
    @Path("/refresh")
    @Operation(
            operationId = "refreshTokens",
            summary = "Exchange a refresh token for new tokens",
            description = "A token works once. A second use ends its session, because the token may have been stolen.")
    @APIResponseSchema(value = TokenResponse.class, responseCode = "200", responseDescription = "Renewed")
    @APIResponse(responseCode = "401", description = "The token was used, has expired, or its session has ended")
    public Uni<TokenResponse> refresh(@Valid @NotNull Refresh body, @Context HttpServerRequest request) {
        return signIn.renew(body.refreshToken, proxies.clientOf(request));
    }

    public record Registration(
            @EmailAddress @Schema(examples = "mara@example.org", format = "email")
            String email,

            @NotNull @Size(min = 8, max = 128) @Schema(examples = "correct horse battery")
            String password,

            @NotBlank @Size(max = 255) @Schema(examples = "Mara Lindqvist")
            String name) {
        public Registration {
            email = normalised(email);
            name = name == null ? null : name.strip();
        }
    }

    public record Login(
            @EmailAddress @Schema(examples = "mara@example.org", format = "email")
            String email,

            @NotNull @Size(max = 128) @Schema(examples = "correct horse battery")
            String password) {
        public Login {
            email = normalised(email);
        }
    }

    public record LinkRequest(
            @EmailAddress @Schema(examples = "mara@example.org", format = "email")
            String email) {
        public LinkRequest {
            email = normalised(email);
        }
    }

    public record LinkSent(
            @Schema(examples = LinkSent.MESSAGE) String message) {
        static final String MESSAGE = "If mail can reach this address, a link is on its way.";
        static final LinkSent ALWAYS = new LinkSent(MESSAGE);
    }

    /** @param keepSettings true if the owner set up the account before its address was proved */
    public record LinkToken(
            @NotBlank @Size(max = 512) @Schema(examples = "H3cyF0eVYqv4bMvQkO0w2q8r5cXQ0p4Yl9mFJm1k2uU")
            String token,

            @Schema(
                    nullable = true,
                    defaultValue = "false",
                    description = "Keeps what was set before the address was first proved; for its owner alone to say")
            @Nullable Boolean keepSettings) {}

    /** @param keepSettings as in {@link LinkToken} */
    public record PasswordReset(
            @NotBlank @Size(max = 512) @Schema(examples = "reset.H3cyF0eVYqv4bMvQkO0w2q8r5cXQ0p4Yl9mFJm1k2uU")
            String token,

            @NotNull @Size(min = 8, max = 128) @Schema(examples = "staple correct horse")
            String newPassword,

            @Schema(
                    nullable = true,
                    defaultValue = "false",
                    description = "Keeps what was set before the address was first proved; for its owner alone to say")
            @Nullable Boolean keepSettings) {}

    public record Refresh(
            @JsonProperty("refresh_token")
            @NotBlank @Size(max = 512) @Schema(examples = "H3cyF0eVYqv4bMvQkO0w2q8r5cXQ0p4Yl9mFJm1k2uU")
            String refreshToken) {}

    private static @Nullable String normalised(@Nullable String email) {
        return email == null ? null : User.normalised(email);
    }
}
