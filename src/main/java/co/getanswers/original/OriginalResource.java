package co.getanswers.original;

import co.getanswers.account.CurrentUser;
import co.getanswers.mail.mime.SafeHtml;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestResponse;

/** Serves originals: to be stored, never to be run. */
@Path("/api/messages")
@Authenticated
@Tag(name = "Mail")
public class OriginalResource {
    private static final String MESSAGE = "message/rfc822";
    private static final String POLICY = "Content-Security-Policy";

    /** The policy of a file that a browser displays in spite of everything. */
    private static final String SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'";

    /** The policy of the HTML: links open in a page of their own, on a click. */
    private static final String DOCUMENT =
            SafeHtml.POLICY + "; frame-ancestors 'none'; sandbox allow-popups allow-popups-to-escape-sandbox";

    private final OriginalStore originals;
    private final CurrentUser user;

    OriginalResource(OriginalStore originals, CurrentUser user) {
        this.originals = originals;
        this.user = user;
    }

    @GET
    @Path("{id}/source")
    @Produces(MESSAGE)
    @Operation(
            operationId = "getMessageSource",
            summary = "Download the original of a message",
            description = "The bytes as they were received. 404 if they are not kept, or not any more.")
    @APIResponse(
            responseCode = "200",
            description = "The original, as a file",
            content =
                    @Content(
                            mediaType = MESSAGE,
                            schema = @Schema(type = SchemaType.STRING, format = "binary"),
                            examples = @ExampleObject(name = "A message", value = """
                            From: Hannah Berg <hannah@example.com>
                            Subject: The quote

                            Is the quoted price the right one?
                            """)))
    public Multi<byte[]> source(@PathParam("id") UUID id, @Context HttpServerResponse response) {
        response.putHeader(POLICY, SANDBOX);
        return RestMulti.fromUniResponse(
                originals.source(user.id(), id),
                Function.identity(),
                source -> Map.of(HttpHeaders.CONTENT_DISPOSITION, List.of(ContentDisposition.attachment(id + ".eml"))));
    }

    @GET
    @Path("{id}/attachments/{n}")
    @Operation(
            operationId = "getAttachment",
            summary = "Download an attachment of a message",
            description = "The decoded content as a file. A type that a browser may run is application/octet-stream.")
    @APIResponse(
            responseCode = "200",
            description = "The content, as a file",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_OCTET_STREAM,
                        schema = @Schema(type = SchemaType.STRING, format = "binary"),
                        examples = @ExampleObject(name = "A file", value = "a,b,c")),
                @Content(
                        mediaType = MediaType.WILDCARD,
                        schema = @Schema(type = SchemaType.STRING, format = "binary"),
                        examples = @ExampleObject(name = "A file", value = "a,b,c"))
            })
    @APIResponse(responseCode = "410", description = "The original, which the attachment was in, is not kept")
    public Uni<RestResponse<byte[]>> attachment(
            @PathParam("id") UUID id, @PathParam("n") int number, @Context HttpServerResponse response) {
        response.putHeader(POLICY, SANDBOX);
        return originals.attachment(user.id(), id, number).map(download -> {
            var served = ServedType.of(download.attachment());
            return RestResponse.ResponseBuilder.ok(download.content())
                    .header(HttpHeaders.CONTENT_TYPE, served.type())
                    .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment(served.fileName()))
                    .build();
        });
    }

    @GET
    @Path("{id}/html")
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
    @Operation(
            operationId = "getMessageHtml",
            summary = "Read the HTML of a message, made safe to display",
            description =
                    "Nothing in it runs, and nothing is loaded from elsewhere; images of the message itself are in the"
                            + " document. 404 if the message has no HTML.")
    @APIResponse(
            responseCode = "200",
            description = "A document with a Content-Security-Policy of its own",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_HTML,
                            schema = @Schema(type = SchemaType.STRING),
                            examples =
                                    @ExampleObject(
                                            name = "A document",
                                            value = "<!DOCTYPE html><html><body><p>Hello</p></body></html>")))
    public Uni<String> html(@PathParam("id") UUID id, @Context HttpServerResponse response) {
        response.putHeader(POLICY, DOCUMENT);
        return originals.html(user.id(), id);
    }
}
