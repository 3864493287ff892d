package co.getanswers.intake;

import co.getanswers.account.CurrentUser;
import co.getanswers.account.MailboxWriter;
import co.getanswers.http.BodyLimit;
import co.getanswers.http.Idempotent;
import co.getanswers.intake.RepeatableImports.Request;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
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
    private static final int MOST_KEPT = 1000;

    private final MailboxImport mailboxImport;
    private final CurrentUser currentUser;
    private final ImportSlots slots;
    private final RepeatableImports repeatable;

    /** Not the threads that serve other requests: an import is as long as its client likes. */
    private final ExecutorService threads = Executors.newCachedThreadPool(ImportResource::thread);

    ImportResource(
            MailboxImport mailboxImport, CurrentUser currentUser, ImportSlots slots, RepeatableImports repeatable) {
        this.mailboxImport = mailboxImport;
        this.currentUser = currentUser;
        this.slots = slots;
        this.repeatable = repeatable;
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
                            + " reported batch stays stored even if the client disconnects. With an Idempotency-Key a"
                            + " repetition of a whole import gets the lines of its messages, up to 1,000, and its last line.")
    @APIResponse(
            responseCode = "200",
            description = "The progress, and the end in the last line",
            content = @Content(mediaType = "application/x-ndjson", schema = @Schema(implementation = ImportLine.class)))
    @APIResponse(responseCode = "409", description = "A request with the same Idempotency-Key is in progress")
    @APIResponse(responseCode = "429", description = "You import as many mailboxes as you may at a time")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "A mailbox of one message", value = """
                            From hannah@example.com Fri Nov 20 10:00:00 2026
                            From: Hannah Berg <hannah@example.com>
                            To: you@example.com
                            Subject: The quote

                            Is the quoted price the right one?
                            """)))
    @Parameter(ref = "IdempotencyKey")
    public Multi<ImportLine> ingest(InputStream body, @Context RoutingContext request) {
        // Not a header parameter: an empty one would be taken for none.
        var key = request.request().getHeader(Idempotent.HEADER);
        var writer = MailboxWriter.of(currentUser.principal());
        var slot = slots.take(writer.userId());
        request.addEndHandler(ended -> slot.closeUnlessStarted());
        try {
            var asked = repeatable.begin(writer.userId(), key, body);
            if (asked instanceof Request.First first) {
                request.addEndHandler(ended -> {
                    if (!slot.isStarted()) {
                        first.attempt().abandon();
                    }
                });
                return started(writer, first, slot);
            }
            slot.close();
            return Multi.createFrom().iterable(((Request.Repeated) asked).lines());
        } catch (IOException silent) {
            slot.close();
            LOG.debug("The body of an import did not arrive", silent);
            throw new Failure.TimedOut("The mailbox did not arrive: it ended early, or nothing came for too long.");
        } catch (RuntimeException refused) {
            slot.close();
            throw refused;
        }
    }

    /** Reads the first message before the response begins, so that a body that is not an mbox gets its own status. */
    private Multi<ImportLine> started(MailboxWriter writer, Request.First request, ImportSlots.Slot slot)
            throws IOException {
        var attempt = request.attempt();
        try {
            var batches = BatchReader.mbox(request.body());
            return Multi.createFrom()
                    .emitter(lines -> threads.execute(() -> {
                        try (slot) {
                            slot.start();
                            run(writer, batches, attempt, lines);
                        }
                    }));
        } catch (IOException | RuntimeException refused) {
            attempt.close();
            throw refused;
        }
    }

    private void run(
            MailboxWriter writer,
            BatchReader batches,
            RepeatableImports.Attempt attempt,
            MultiEmitter<? super ImportLine> lines) {
        var listener = new LineListener(lines);
        ImportLine end;
        try {
            end = end(writer, batches, listener);
            if (Boolean.TRUE.equals(end.done()) && !lines.isCancelled()) {
                attempt.keep(listener.kept(end));
            }
        } finally {
            attempt.close();
        }
        lines.emit(end);
        lines.complete();
    }

    /** Imports the mailbox, and answers the last line. */
    private ImportLine end(MailboxWriter writer, BatchReader batches, LineListener listener) {
        try {
            mailboxImport.run(writer, batches, listener);
            return ImportLine.done(listener.totals);
        } catch (IOException gone) {
            LOG.debug("The client disconnected", gone);
            return ImportLine.interrupted(listener.totals, "The mailbox ended early; send it again.");
        } catch (Failure failed) {
            return ImportLine.interrupted(listener.totals, failed.getMessage());
        } catch (RuntimeException failed) {
            LOG.error("An import failed", failed);
            return ImportLine.interrupted(
                    listener.totals,
                    "The import failed; send the mailbox again: messages that are stored are skipped.");
        }
    }

    private static final class LineListener implements MailboxImport.Listener {
        private final MultiEmitter<? super ImportLine> lines;
        private final List<ImportLine> remarks = new ArrayList<>();
        private MailboxImport.Totals totals = MailboxImport.Totals.NONE;

        LineListener(MultiEmitter<? super ImportLine> lines) {
            this.lines = lines;
        }

        @Override
        public void refused(IngestOutcome outcome) {
            emit(ImportLine.refused(outcome));
        }

        @Override
        public void keptBeside(IngestOutcome outcome) {
            emit(ImportLine.keptBeside(outcome));
        }

        private void emit(ImportLine remark) {
            lines.emit(remark);
            if (remarks.size() < MOST_KEPT) {
                remarks.add(remark);
            }
        }

        /** The lines that a repetition gets: the remarks on messages, and the end. */
        List<ImportLine> kept(ImportLine end) {
            return Stream.concat(remarks.stream(), Stream.of(end)).toList();
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
