package co.getanswers.auth;

import co.getanswers.account.CurrentUser;
import co.getanswers.http.Idempotent;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** The account of the user who is signed in. */
@Cancellable(false)
@Path("/api/auth")
@Consumes(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Authentication")
public class AccountResource {
    private final CurrentUser currentUser;
    private final AccountService account;
    private final ProfileQuery profiles;
    private final SetAsideService setAside;
    private final TrustedProxies proxies;

    AccountResource(
            CurrentUser currentUser,
            AccountService account,
            ProfileQuery profiles,
            SetAsideService setAside,
            TrustedProxies proxies) {
        this.currentUser = currentUser;
        this.account = account;
        this.profiles = profiles;
        this.setAside = setAside;
        this.proxies = proxies;
    }

    @GET
    @Path("/me")
    @Operation(operationId = "getMe", summary = "Read your profile")
    public Uni<Me> read() {
        return profiles.read(currentUser.id());
    }

    @PATCH
    @Path("/me")
    @Idempotent
    @Operation(
            operationId = "updateMe",
            summary = "Change your profile",
            description =
                    "Fields that are not sent keep their values; null removes the picture, the signature, and the choice of a language or an undo window.")
    public Uni<Me> change(@Valid @NotNull ProfileChange body) {
        return account.change(currentUser.principal(), body);
    }

    @DELETE
    @Path("/me")
    @Operation(
            operationId = "deleteMe",
            summary = "Delete your account and everything under it",
            description = "The sign-in must be recent: 15 minutes by default, or your password is given to"
                    + " POST /api/auth/confirm before.")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "401", description = "You are not signed in, or the sign-in is too long ago")
    public Uni<Void> delete() {
        return account.delete(currentUser.principal());
    }

    @POST
    @Path("/password")
    @Idempotent
    @Operation(
            operationId = "setPassword",
            summary = "Set or change your password",
            description = "Ends every other session. Setting the first one asks for a recent sign-in.")
    @APIResponse(responseCode = "204", description = "Changed")
    @APIResponse(
            responseCode = "409",
            description = "The password was changed, or the session ended, at the same moment")
    @APIResponse(responseCode = "429", description = "Too many wrong passwords")
    public Uni<Void> changePassword(@Valid @NotNull PasswordChange body) {
        return account.changePassword(
                currentUser.principal(), body.currentPassword, new NewPassword("newPassword", body.newPassword));
    }

    @POST
    @Path("/confirm")
    @Operation(
            operationId = "confirm",
            summary = "Confirm with your password that it is you",
            description = "Makes the sign-in of this session recent, for what asks for that.")
    @APIResponse(responseCode = "204", description = "Confirmed")
    @APIResponse(responseCode = "401", description = "You are not signed in, or the password is wrong")
    @APIResponse(responseCode = "409", description = "The account has no password: sign in by a mailed link")
    @APIResponse(responseCode = "429", description = "Too many wrong passwords")
    public Uni<Void> confirm(@Valid @NotNull Confirmation body) {
        return account.confirm(currentUser.principal(), body.password);
    }

    @POST
    @Path("/set-aside/restore")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "takeOverSetAside",
            summary = "Take over what the account held before its address was proved",
            description = "Only for what you did yourself: with its mail, objectives and policies, its name, picture,"
                    + " further addresses, autonomy level and settings of replies are those from before. What was decided and not sent waits"
                    + " for review. Every session ends, and a new one starts.")
    @APIResponseSchema(value = TokenResponse.class, responseCode = "200", responseDescription = "Taken over")
    @APIResponse(responseCode = "404", description = "There is nothing from before")
    @APIResponse(responseCode = "409", description = "The account has mail or objectives of its own")
    public Uni<TokenResponse> restore(@Context HttpServerRequest request) {
        return setAside.restore(currentUser.principal(), Device.of(request, proxies));
    }

    @DELETE
    @Path("/set-aside")
    @Idempotent
    @Operation(operationId = "deleteSetAside", summary = "Delete what the account held before its address was proved")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "404", description = "There is nothing from before")
    public Uni<Void> deleteSetAside() {
        return setAside.delete(currentUser.principal());
    }

    @POST
    @Path("/set-password")
    @Idempotent
    @Operation(
            operationId = "setFirstPassword",
            summary = "Set a password where there is none",
            description =
                    "For the Python service's web client; the same as POST /api/auth/password without a current one.")
    @APIResponseSchema(value = Me.class, responseCode = "200", responseDescription = "Set")
    @APIResponse(responseCode = "409", description = "The session ended at the same moment")
    @APIResponse(responseCode = "429", description = "Too many attempts")
    public Uni<Me> setPassword(@Valid @NotNull FirstPassword body) {
        return account.changePassword(currentUser.principal(), null, new NewPassword("password", body.password))
                .chain(() -> profiles.read(currentUser.id()));
    }

    public record FirstPassword(
            @NotNull @Size(min = 8, max = 128) @Schema(examples = "staple correct horse")
            String password) {}

    public record Confirmation(
            @NotNull @Size(max = 128) @Schema(examples = "correct horse battery")
            String password) {}

    /** @param currentPassword required if the account has one */
    public record PasswordChange(
            @Size(max = 128) @Schema(examples = "correct horse battery", nullable = true) @Nullable String currentPassword,

            @NotNull @Size(min = 8, max = 128) @Schema(examples = "staple correct horse")
            String newPassword) {}
}
