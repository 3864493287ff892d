package co.getanswers.mailbox;

import co.getanswers.account.CurrentUser;
import co.getanswers.http.LeasedIdempotent;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The connection of mailboxes at Gmail: permission is asked for at Google, and its answer comes back by the client. */
@Cancellable(false)
@Path("/api/accounts/gmail")
@Consumes(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Mailboxes")
public class GmailResource {
    private final CurrentUser user;
    private final GmailAccounts accounts;

    GmailResource(CurrentUser user, GmailAccounts accounts) {
        this.user = user;
        this.accounts = accounts;
    }

    @GET
    @Operation(operationId = "getGmailOffer", summary = "Tell whether mailboxes at Gmail can be connected")
    public Uni<Offer> offer() {
        return Uni.createFrom().item(new Offer(accounts.areOffered()));
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "authoriseGmail",
            summary = "Ask for permission to a mailbox at Gmail",
            description =
                    "The answer has the address at Google to which the client leads the person. Google leads back to"
                            + " /auth/gmail of the web client with a code and the state, which the client posts. The state counts"
                            + " once, for ten minutes, in the session that asked.")
    @APIResponseSchema(
            value = Authorisation.class,
            responseCode = "200",
            responseDescription = "The address to lead the person to")
    @APIResponse(
            responseCode = "409",
            description =
                    "Gmail is not configured, the service has no key for passwords, or the address of the user is not"
                            + " proved")
    @APIResponse(responseCode = "429", description = "Too many attempts")
    public Uni<Authorisation> authorise() {
        return accounts.authorise(user.principal());
    }

    @POST
    @Path("callback")
    @LeasedIdempotent
    @Operation(
            operationId = "connectGmail",
            summary = "Connect a mailbox at Gmail",
            description =
                    "Takes the code and the state that Google sent the person back with. A mailbox that is connected"
                            + " already gets the new permission, and is read again.")
    @APIResponseSchema(
            value = AccountView.class,
            responseCode = "200",
            responseDescription = "Connected; its mail is fetched from now on")
    @APIResponse(
            responseCode = "409",
            description =
                    "The session did not ask for it, it was answered already, the most mailboxes are connected, or Gmail"
                            + " is not configured")
    @APIResponse(responseCode = "503", description = "Google can't be reached now")
    public Uni<AccountView> connect(@NotNull @Valid Permission permission) {
        return accounts.connect(user.principal(), permission.code(), permission.state());
    }

    @Schema(name = "GmailOffer")
    public record Offer(
            @Schema(
                    description = "Whether the service has an OAuth client, and a key for the permissions",
                    examples = "true")
            boolean available) {}

    @Schema(name = "GmailAuthorisation")
    public record Authorisation(
            @Schema(
                    description = "The address at Google",
                    examples = "https://accounts.google.com/o/oauth2/v2/auth?response_type=code")
            URI url,

            Instant expiresAt) {}

    @Schema(name = "GmailPermission")
    public record Permission(
            @NotNull @Size(min = 1, max = 2048) @Schema(description = "The code of Google's answer", examples = "4/0AX4XfWh")
            String code,

            @NotNull @Size(min = 1, max = 256) @Schema(description = "The state of Google's answer", examples = "pLwQ")
            String state) {
        /** Leaves the secrets out, in case it ever reaches a log. */
        @Override
        public String toString() {
            return "Permission[]";
        }
    }
}
