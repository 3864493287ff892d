package co.getanswers.intake;

import co.getanswers.account.CurrentUser;
import co.getanswers.account.MailboxWriter;
import co.getanswers.http.BodyLimit;
import co.getanswers.http.Idempotent;
import co.getanswers.mail.UnreadableMail;
import co.getanswers.mail.mime.MailReader;
import co.getanswers.platform.Failure;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

@Cancellable(false)
@Path(MessageResource.PATH)
@Authenticated
@Tag(name = "Mail")
public class MessageResource {
    static final String PATH = "/api/messages";

    @Produces
    @Singleton
    static final BodyLimit BODY_LIMIT = new BodyLimit(PATH, MailReader.MAX_SIZE, Duration.ofMinutes(10));

    private final Intake intake;
    private final Pool pool;
    private final CurrentUser currentUser;

    MessageResource(Intake intake, Pool pool, CurrentUser currentUser) {
        this.intake = intake;
        this.pool = pool;
        this.currentUser = currentUser;
    }

    @POST
    @Consumes({"message/rfc822", MediaType.APPLICATION_OCTET_STREAM})
    @Idempotent
    @Operation(
            operationId = "ingestMessage",
            summary = "Ingest a message",
            description = "Threads the message, groups its conversation under an objective and proposes an action. The"
                    + " same message again, on whatever way it came, changes nothing and gets the same response."
                    + " Another message with a used Message-ID is stored under an id of its own.")
    @APIResponse(
            responseCode = "201",
            description = "Ingested",
            headers =
                    @Header(
                            name = "Location",
                            description = "The path of the message",
                            schema = @Schema(type = SchemaType.STRING, format = "uri-reference")),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = IngestResult.class)))
    @APIResponse(
            responseCode = "200",
            description = "The message was ingested before",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = IngestResult.class)))
    @RequestBody(content = @Content(examples = @ExampleObject(name = "A message", value = """
                            From: Hannah Berg <hannah@example.com>
                            To: you@example.com
                            Subject: The quote
                            Message-ID: <quote-1@example.com>

                            Is the quoted price the right one?
                            """)))
    public Uni<RestResponse<IngestResult>> ingest(byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            throw new UnreadableMail("The message is empty.");
        }
        if (body.length > MailReader.MAX_SIZE) {
            throw new Failure.TooLarge("The message is larger than 25 MiB.");
        }
        var userId = currentUser.id();
        return intake.ingest(MailboxWriter.of(currentUser.principal()), List.of(new RawMail(1, body)))
                .map(outcomes -> outcomes.get(0))
                .chain(outcome -> {
                    var id = outcome.messageId();
                    return id == null
                            ? Uni.createFrom().failure(new UnreadableMail(String.valueOf(outcome.reason())))
                            : IngestResult.find(pool, userId, id).map(found -> answer(outcome, found));
                });
    }

    private static RestResponse<IngestResult> answer(IngestOutcome outcome, IngestResult found) {
        return outcome.kind() == IngestOutcome.Kind.DUPLICATE
                ? RestResponse.ok(found)
                : RestResponse.ResponseBuilder.<IngestResult>created(URI.create(PATH + "/" + outcome.messageId()))
                        .entity(found)
                        .build();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getMessage", summary = "Read a message with both bodies")
    public Uni<MessageView> get(@PathParam("id") UUID id) {
        return MessageView.find(pool, currentUser.id(), id);
    }
}
