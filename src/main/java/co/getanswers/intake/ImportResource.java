package co.getanswers.intake;

import co.getanswers.account.CurrentUser;
import co.getanswers.account.MailboxWriter;
import co.getanswers.http.BodyLimit;
import co.getanswers.platform.Failure;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
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
    private final ImportSlots slots;

    /** Not the threads that serve other requests: an import is as long as its client likes. */
    private final ExecutorService threads = Executors.newCachedThreadPool(ImportResource::thread);

    ImportResource(MailboxImport mailboxImport, CurrentUser currentUser, ImportSlots slots) {
        this.mailboxImport = mailboxImport;
        this.currentUser = currentUser;
        this.slots = slots;
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "mailbox-import");
        thread.setDaemon(true);
        return thread;
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    @POST
    @Consumes({"application/mbox", MediaType.APPLICATION_OCTET_STREAM})
    @Produces("application/x-ndjson")
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Blocking
    @Operation(
            operationId = "importMailbox",
            summary = "Import a mailbox",
            description =
                    "Reads a body of any length while it arrives, and responds with a line of JSON for each batch, one"
                            + " for each refused message, and a last one that tells whether the whole mailbox was imported. A"
                            + " reported batch stays stored even if the client disconnects.")
    @APIResponse(
            responseCode = "200",
            description = "The progress, and the end in the last line",
            content = @Content(mediaType = "application/x-ndjson", schema = @Schema(implementation = ImportLine.class)))
    @APIResponse(responseCode = "429", description = "You import as many mailboxes as you may at a time")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "A mailbox of one message", value = """
                            From hannah@example.com Fri Nov 20 10:00:00 2026
                            From: Hannah Berg <hannah@example.com>
                            To: you@example.com
                            Subject: The quote

                            Is the quoted price the right one?
                            """)))
    public Multi<ImportLine> ingest(InputStream body, @Context RoutingContext request) {
        var writer = MailboxWriter.of(currentUser.principal());
        var slot = slots.take(writer.userId());
        request.addEndHandler(ended -> slot.closeUnlessStarted());
        try {
            // The first message is read before the response begins, so that a body that is not an mbox gets its own
            // status.
            var batches = BatchReader.mbox(body);
            return Multi.createFrom()
                    .emitter(lines -> threads.execute(() -> {
                        try (slot) {
                            run(writer, batches, lines);
                        }
                    }));
        } catch (IOException silent) {
            slot.close();
            LOG.debug("The body of an import did not arrive", silent);
            throw new Failure.TimedOut("The mailbox did not arrive: it ended early, or nothing came for too long.");
        } catch (RuntimeException refused) {
            slot.close();
            throw refused;
        }
    }

    private void run(MailboxWriter writer, BatchReader batches, MultiEmitter<? super ImportLine> lines) {
        var listener = new LineListener(lines);
        try {
            mailboxImport.run(writer, batches, listener);
            lines.emit(ImportLine.done(listener.totals));
        } catch (IOException gone) {
            LOG.debug("The client disconnected", gone);
            lines.emit(ImportLine.interrupted(listener.totals, "The mailbox ended early; send it again."));
        } catch (Failure failed) {
            lines.emit(ImportLine.interrupted(listener.totals, failed.getMessage()));
        } catch (RuntimeException failed) {
            LOG.error("An import failed", failed);
            lines.emit(ImportLine.interrupted(
                    listener.totals,
                    "The import failed; send the mailbox again: messages that are stored are skipped."));
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
        public void keptBeside(IngestOutcome outcome) {
            lines.emit(ImportLine.keptBeside(outcome));
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
