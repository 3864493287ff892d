package co.getanswers.intake;

import co.getanswers.account.CurrentUser;
import co.getanswers.http.BodyLimit;
import co.getanswers.platform.Failure;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestStreamElementType;

@Path(ImportResource.PATH)
@Authenticated
@Tag(name = "Mail")
public class ImportResource {
    static final String PATH = MessageResource.PATH + "/import";

    @jakarta.enterprise.inject.Produces
    @Singleton
    static final BodyLimit BODY_LIMIT = BodyLimit.none(PATH);

    private static final Logger LOG = Logger.getLogger(ImportResource.class);

    private final MailboxImport mailboxImport;
    private final CurrentUser currentUser;

    ImportResource(MailboxImport mailboxImport, CurrentUser currentUser) {
        this.mailboxImport = mailboxImport;
        this.currentUser = currentUser;
    }

    @POST
    @Consumes("application/mbox")
    @Produces("application/x-ndjson")
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Blocking
    @Operation(
            summary = "Takes a mailbox in",
            description = "Reads the body as it comes, whatever its length, and answers a line of JSON for each batch,"
                    + " one for each message that was refused, and a last one that says whether all was taken in. What"
                    + " was reported is stored, also if the client goes away.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "A mailbox of one mail", value = """
                            From hannah@example.com Fri Nov 20 10:00:00 2026
                            From: Hannah Berg <hannah@example.com>
                            To: you@example.com
                            Subject: The quote

                            Is the quoted price the right one?
                            """)))
    public Multi<ImportLine> ingest(InputStream body) throws IOException {
        var userId = currentUser.id();
        // Read up to the first message, so that what is no mailbox gets a status of its own.
        var batches = BatchReader.mbox(body);
        return Multi.createFrom()
                .emitter(lines -> Infrastructure.getDefaultWorkerPool().execute(() -> run(userId, batches, lines)));
    }

    private void run(UUID userId, BatchReader batches, MultiEmitter<? super ImportLine> lines) {
        var listener = new LineListener(lines);
        try {
            mailboxImport.run(userId, batches, listener);
            lines.emit(ImportLine.done(listener.totals));
        } catch (IOException gone) {
            LOG.debug("The client went away", gone);
            lines.emit(ImportLine.interrupted(listener.totals, "The mailbox broke off before its end; send it again."));
        } catch (Failure failed) {
            lines.emit(ImportLine.interrupted(listener.totals, failed.getMessage()));
        } catch (RuntimeException failed) {
            LOG.error("An import failed", failed);
            lines.emit(ImportLine.interrupted(
                    listener.totals, "The import failed here; send the mailbox again, and what is stored is skipped."));
        } finally {
            lines.complete();
        }
    }

    private static final class LineListener implements MailboxImport.Listener {
        private final MultiEmitter<? super ImportLine> lines;
        private MailboxImport.Totals totals = MailboxImport.Totals.NONE;

        LineListener(MultiEmitter<? super ImportLine> lines) {
            this.lines = lines;
        }

        @Override
        public void refused(IngestOutcome outcome) {
            lines.emit(ImportLine.refused(outcome));
        }

        @Override
        public void stored(MailboxImport.Totals totals) {
            this.totals = totals;
            lines.emit(ImportLine.progress(totals));
        }

        @Override
        public boolean isCancelled() {
            return lines.isCancelled();
        }
    }
}
