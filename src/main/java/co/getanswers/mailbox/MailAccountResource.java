package co.getanswers.mailbox;

import co.getanswers.account.CurrentUser;
import co.getanswers.account.MailboxWriter;
import co.getanswers.http.Created;
import co.getanswers.http.Idempotent;
import co.getanswers.http.LeasedIdempotent;
import co.getanswers.platform.EnumValue;
import co.getanswers.platform.Page;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** The mailboxes on other servers that a user has connected. */
@Cancellable(false)
@Path("/api/accounts")
@Consumes(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Mailboxes")
public class MailAccountResource {
    private static final int LONGEST_PASSWORD = 1024;
    private static final int LONGEST_FOLDER = 255;

    private final CurrentUser user;
    private final AccountService accounts;

    MailAccountResource(CurrentUser user, AccountService accounts) {
        this.user = user;
        this.accounts = accounts;
    }

    @GET
    @Operation(operationId = "listMailAccounts", summary = "List the connected mailboxes, the oldest first")
    public Uni<Page<AccountView>> list() {
        return accounts.list(user.id()).map(all -> new Page<>(all, null));
    }

    @GET
    @Path("servers")
    @Operation(
            operationId = "findMailServers",
            summary = "Find the servers of an address",
            description = "From a table of well-known providers, else from the service records of the domain (RFC"
                    + " 6186), which anybody on the way may have changed. The answer is a proposal: show it before a password is"
                    + " sent to these servers.")
    @APIResponseSchema(value = ServerPair.class, responseCode = "200", responseDescription = "The servers")
    @APIResponse(responseCode = "404", description = "No servers are known for the domain")
    public Uni<ServerPair> servers(
            @Parameter(example = "mara@fastmail.com") @NotNull @Size(min = 1, max = 255) @QueryParam("address")
                    String address) {
        return accounts.servers(address);
    }

    @POST
    @LeasedIdempotent
    @Operation(
            operationId = "createMailAccount",
            summary = "Connect a mailbox",
            description = "Logs in to both servers first, and stores nothing where one of them refuses. Servers that"
                    + " are not sent are those of the well-known provider of the first address.")
    @APIResponse(
            responseCode = "201",
            description = "Connected; its mail is fetched from now on",
            headers =
                    @Header(
                            name = "Location",
                            description = "The path of the mailbox",
                            schema = @Schema(type = SchemaType.STRING, format = "uri-reference")),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AccountView.class)))
    @APIResponse(
            responseCode = "409",
            description = "It is connected already, the most mailboxes are, or the service has no key for passwords")
    @APIResponse(responseCode = "429", description = "Too many attempts")
    public Uni<RestResponse<AccountView>> create(@NotNull @Valid NewMailAccount account) {
        return accounts.create(writer(), account).map(created -> Created.under("/api/accounts", created.id(), created));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getMailAccount", summary = "Read a connected mailbox with its state and progress")
    public Uni<AccountView> read(@PathParam("id") UUID id) {
        return accounts.read(user.id(), id);
    }

    @PATCH
    @Path("{id}")
    @LeasedIdempotent
    @Operation(
            operationId = "changeMailAccount",
            summary = "Change a connected mailbox",
            description = "Fields that are not sent keep their values. New servers, names or passwords are tried first;"
                    + " new servers and names need the password, too.")
    @APIResponseSchema(value = AccountView.class, responseCode = "200", responseDescription = "Changed")
    @APIResponse(responseCode = "409", description = "It was changed at the same moment")
    @APIResponse(responseCode = "429", description = "Too many attempts")
    public Uni<AccountView> change(@PathParam("id") UUID id, @NotNull @Valid MailAccountChange change) {
        return accounts.change(writer(), id, change);
    }

    @POST
    @Path("{id}/pause")
    @Idempotent
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "pauseMailAccount",
            summary = "Pause a mailbox",
            description = "Nothing is fetched from it until it is resumed.")
    public Uni<AccountView> pause(@PathParam("id") UUID id) {
        return accounts.pause(writer(), id);
    }

    @POST
    @Path("{id}/resume")
    @Idempotent
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "resumeMailAccount", summary = "Resume a mailbox that is paused or needs attention")
    public Uni<AccountView> resume(@PathParam("id") UUID id) {
        return accounts.resume(writer(), id);
    }

    @GET
    @Path("{id}/mail")
    @Operation(
            operationId = "countMailAccountMail",
            summary = "Count the mail of a mailbox",
            description =
                    "The numbers of messages and cards that would be deleted with the mailbox, and of those that would stay:"
                            + " show them before the mailbox is deleted with its mail.")
    public Uni<AccountMail> mail(@PathParam("id") UUID id) {
        return accounts.mail(user.id(), id);
    }

    @DELETE
    @Path("{id}")
    @Idempotent
    @Operation(
            operationId = "deleteMailAccount",
            summary = "Disconnect a mailbox",
            description =
                    "Its password is deleted, and the permission for Gmail is revoked there as well. Mail that came from it stays,"
                            + " unless it is to be deleted: then the messages that came through this mailbox alone are deleted here,"
                            + " never at the provider, with the cards that wait for a decision. Decided cards stay in the log without"
                            + " their mail, and so do replies that were sent from here.")
    @APIResponse(responseCode = "204", description = "Disconnected")
    @APIResponse(
            responseCode = "409",
            description = "Its mail was to be deleted, and a reply to it is on its way, or may have been sent")
    public Uni<Void> delete(
            @PathParam("id") UUID id,
            @Parameter(
                            description = "The fate of the mail that came from it; it is kept by default",
                            schema = @Schema(implementation = MailOnDelete.class))
                    @QueryParam("mail")
                    @Nullable String mail) {
        var choice = EnumValue.parseParameter(MailOnDelete.class, "mail", mail);
        return accounts.delete(writer(), id, choice == null ? MailOnDelete.KEEP : choice);
    }

    private MailboxWriter writer() {
        return MailboxWriter.of(user.principal());
    }

    public record NewMailAccount(
            @NotNull @Size(min = 1, max = 20) @Schema(
                    description = "The addresses of the mailbox, the main one first",
                    examples = "[\"mara@example.org\"]")
            List<@NotNull @Size(max = 255) String> addresses,

            @NotNull @Size(min = 1, max = LONGEST_PASSWORD) @Schema(description = "A password for this program, where the provider has such", examples = "app password")
            String password,

            @Valid @Nullable ServerSettings imap,
            @Valid @Nullable ServerSettings smtp,

            @Schema(description = "Whether a copy of each reply is put into the folder of sent mail") @Nullable Boolean keepsSent,

            @Schema(
                    description =
                            "The place to which the mail of a filed card goes: it stays in the inbox, goes to the archive, or to"
                                    + " the folder of fileFolder",
                    nullable = true)
            @Nullable Filing onFile,

            @Size(min = 1, max = LONGEST_FOLDER) @Schema(
                    description = "The folder for the mail of filed cards; made where there is none",
                    examples = "Done",
                    nullable = true)
            @Nullable String fileFolder,

            @Schema(
                    description =
                            "Whether the answers of waiting cards are kept in the folder of drafts; by default they are not",
                    nullable = true)
            @Nullable Boolean keepsDrafts) {}

    /** The fields to change; absent ones keep their values. */
    public record MailAccountChange(
            @Size(min = 1, max = 20) @Schema(examples = "[\"mara@example.org\"]") @Nullable List<@NotNull @Size(max = 255) String> addresses,

            @Size(min = 1, max = LONGEST_PASSWORD) @Schema(examples = "app password") @Nullable String password,

            @Valid @Nullable ServerSettings imap,
            @Valid @Nullable ServerSettings smtp,
            @Nullable Boolean keepsSent,
            @Nullable Filing onFile,

            @Size(min = 1, max = LONGEST_FOLDER) @Schema(examples = "Done", nullable = true) @Nullable String fileFolder,

            @Nullable Boolean keepsDrafts) {}
}
