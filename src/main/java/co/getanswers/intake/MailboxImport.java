package co.getanswers.intake;

import co.getanswers.platform.Backoff;
import co.getanswers.platform.database.DatabaseUnavailable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Takes a whole mailbox in, batch by batch: while one is stored, the next is read. */
@ApplicationScoped
public class MailboxImport {
    private static final Logger LOG = Logger.getLogger(MailboxImport.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration RETRY_FOR = Duration.ofMinutes(2);

    private final Intake intake;

    MailboxImport(Intake intake) {
        this.intake = intake;
    }

    /**
     * Takes an mbox in and tells nobody of its progress; blocks until it is stored.
     *
     * @throws IOException where the stream breaks off
     */
    public void run(UUID userId, InputStream mbox) throws IOException {
        run(userId, BatchReader.mbox(mbox), Listener.NONE);
    }

    /**
     * Blocks until the mailbox is taken in, or the listener wants no more; what was reported is stored by then.
     *
     * @throws IOException where the stream breaks off: the batches read before are stored
     */
    Totals run(UUID userId, BatchReader batches, Listener listener) throws IOException {
        var totals = Totals.NONE;
        var storing = CompletableFuture.completedFuture(List.<IngestOutcome>of());
        var end = 0L;
        try {
            for (var batch = batches.next(); !batch.isEmpty() && !listener.isCancelled(); batch = batches.next()) {
                var parsed = intake.parse(batch.mails());
                totals = report(totals, storing, end, listener);
                var refused = batch.refused();
                storing = store(userId, parsed, 1, Instant.now().plus(RETRY_FOR))
                        .map(outcomes -> Stream.concat(refused.stream(), outcomes.stream())
                                .toList())
                        .subscribeAsCompletionStage();
                end = batch.end();
            }
        } finally {
            // Whatever ended the loop, the batch under way is stored before anyone is told of the end.
            totals = report(totals, storing, end, listener);
        }
        return totals;
    }

    /** Stores a batch, and repeats it while the database is unavailable: an import may be the work of an hour. */
    private Uni<List<IngestOutcome>> store(UUID userId, List<ParseResult> batch, int attempt, Instant retryUntil) {
        return intake.store(userId, batch)
                .onFailure(failure ->
                        DatabaseUnavailable.isCauseOf(failure) && Instant.now().isBefore(retryUntil))
                .recoverWithUni(failure -> {
                    LOG.warnf("The database is unavailable; attempt %d follows: %s", attempt + 1, failure.getMessage());
                    var pause = Backoff.after(
                            attempt,
                            FIRST_PAUSE,
                            LONGEST_PAUSE,
                            ThreadLocalRandom.current().nextDouble());
                    return Uni.createFrom()
                            .voidItem()
                            .onItem()
                            .delayIt()
                            .by(pause)
                            .chain(() -> store(userId, batch, attempt + 1, retryUntil));
                });
    }

    private static Totals report(
            Totals before, CompletableFuture<List<IngestOutcome>> storing, long end, Listener listener) {
        var outcomes = stored(storing);
        if (outcomes.isEmpty()) {
            return before;
        }
        var totals = before.plus(outcomes, end);
        outcomes.stream()
                .filter(outcome -> outcome.kind() == IngestOutcome.Kind.REFUSED)
                .forEach(listener::refused);
        listener.stored(totals);
        return totals;
    }

    private static List<IngestOutcome> stored(CompletableFuture<List<IngestOutcome>> storing) {
        try {
            return storing.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    /** Is told how far an import is, on the importing thread. */
    interface Listener {
        Listener NONE = new Listener() {
            @Override
            public void refused(IngestOutcome outcome) {}

            @Override
            public void stored(Totals totals) {}

            @Override
            public boolean isCancelled() {
                return false;
            }
        };

        void refused(IngestOutcome outcome);

        /** After each batch. */
        void stored(Totals totals);

        /** Whether nobody waits for the rest. */
        boolean isCancelled();
    }

    /** @param bytes of the mailbox that were dealt with */
    record Totals(long imported, long duplicates, long failed, long bytes) {
        static final Totals NONE = new Totals(0, 0, 0, 0);

        Totals plus(List<IngestOutcome> outcomes, long end) {
            return new Totals(
                    imported + count(outcomes, IngestOutcome.Kind.IMPORTED),
                    duplicates + count(outcomes, IngestOutcome.Kind.DUPLICATE),
                    failed + count(outcomes, IngestOutcome.Kind.REFUSED),
                    end);
        }

        Totals plus(Totals other) {
            return new Totals(
                    imported + other.imported,
                    duplicates + other.duplicates,
                    failed + other.failed,
                    bytes + other.bytes);
        }

        private static long count(List<IngestOutcome> outcomes, IngestOutcome.Kind kind) {
            return outcomes.stream().filter(outcome -> outcome.kind() == kind).count();
        }
    }
}
