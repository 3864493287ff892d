package co.getanswers.export;

import co.getanswers.account.CurrentUser;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/export")
@Authenticated
@Tag(name = "Authentication")
public class ExportResource {
    private static final String ZIP = "application/zip";

    private final CurrentUser user;
    private final Exports exports;

    ExportResource(CurrentUser user, Exports exports) {
        this.user = user;
        this.exports = exports;
    }

    @GET
    @Produces(ZIP)
    @Operation(
            operationId = "exportAccount",
            summary = "Download everything that is yours",
            description =
                    "A zip archive, written as it is read: the originals of messages as one mailbox file, and profile, sessions,"
                            + " policies, objectives, conversations, messages, actions, executions and mailboxes as NDJSON."
                            + " Passwords, permissions and tokens are not in it. An archive that breaks off is not complete.")
    @APIResponse(
            responseCode = "200",
            description = "The archive, as a file",
            content =
                    @Content(
                            mediaType = ZIP,
                            schema = @Schema(type = SchemaType.STRING, format = "binary"),
                            examples = @ExampleObject(name = "An archive", value = "originals.mbox, messages.ndjson")))
    @APIResponse(responseCode = "429", description = "Another export of yours is under way")
    public Multi<byte[]> export(@Context HttpServerResponse response) {
        response.putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"getanswers-export.zip\"");
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return exports.archive(user.id());
    }
}
