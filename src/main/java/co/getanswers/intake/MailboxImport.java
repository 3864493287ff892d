package co.getanswers.intake;

import co.getanswers.account.MailboxWriter;
import co.getanswers.platform.Backoff;
import co.getanswers.platform.MemoryBudget;
import co.getanswers.platform.database.DatabaseUnavailable;
import co.getanswers.platform.database.OutageLog;
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

/** Imports a whole mailbox in batches: while one is stored, the next is read. */
@ApplicationScoped
public class MailboxImport {
    private static final OutageLog OUTAGES = new OutageLog(MailboxImport.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration RETRY_FOR = Duration.ofMinutes(2);

    private final Intake intake;
    private final MemoryBudget memory;

    MailboxImport(Intake intake, MemoryBudget memory) {
        this.intake = intake;
        this.memory = memory;
    }

    /**
     * Imports an mbox without reporting progress; blocks until it is stored.
     *
     * @throws IOException if the stream can't be read to its end
     */
    public void run(UUID userId, InputStream mbox) throws IOException {
        run(MailboxWriter.service(userId), BatchReader.mbox(mbox), Listener.NONE);
    }

    /**
     * Imports batches until there are no more or the listener cancels; blocks until all batches that were read are stored.
     *
     * @throws IOException if the stream can't be read to its end
     */
    Totals run(MailboxWriter writer, BatchReader batches, Listener listener) throws IOException {
        var totals = Totals.NONE;
        var storing = CompletableFuture.completedFuture(List.<IngestOutcome>of());
        var end = 0L;
        try {
            for (var batch = batches.next(); !batch.isEmpty() && !listener.isCancelled(); batch = batches.next()) {
                var reserved = memory.none();
                try {
                    reserved.grow(batch.size());
                    var parsed = intake.parse(batch.mails());
                    totals = report(totals, storing, end, listener);
                    storing = store(writer, parsed, batch.refused())
                            .onTermination()
                            .invoke(reserved::close)
                            .subscribeAsCompletionStage();
                } catch (RuntimeException | Error failed) {
                    reserved.close();
                    throw failed;
                }
                end = batch.end();
            }
        } finally {
            // A failure is reported only after the batch that is being stored.
            totals = report(totals, storing, end, listener);
        }
        return totals;
    }

    private Uni<List<IngestOutcome>> store(
            MailboxWriter writer, List<ParseResult> parsed, List<IngestOutcome> refused) {
        return store(writer, parsed, 1, Instant.now().plus(RETRY_FOR))
                .map(outcomes ->
                        Stream.concat(refused.stream(), outcomes.stream()).toList());
    }

    /** Stores a batch, and repeats it while the database is unavailable: an import may be the work of an hour. */
    private Uni<List<IngestOutcome>> store(
            MailboxWriter writer, List<ParseResult> batch, int attempt, Instant retryUntil) {
        return intake.store(writer, batch)
                .onFailure(failure ->
                        DatabaseUnavailable.isCauseOf(failure) && Instant.now().isBefore(retryUntil))
                .recoverWithUni(failure -> {
                    OUTAGES.report("The database is unavailable; imports try again: " + failure.getMessage());
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
                            .chain(() -> store(writer, batch, attempt + 1, retryUntil));
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
        outcomes.stream().filter(IngestOutcome::isKeptBeside).forEach(listener::keptBeside);
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

    /** Observes the progress of an import, on the importing thread. */
    interface Listener {
        Listener NONE = new Listener() {
            @Override
            public void refused(IngestOutcome outcome) {}

            @Override
            public void keptBeside(IngestOutcome outcome) {}

            @Override
            public void stored(Totals totals) {}

            @Override
            public boolean isCancelled() {
                return false;
            }
        };

        void refused(IngestOutcome outcome);

        /** Called for each imported message whose Message-ID another mail has. */
        void keptBeside(IngestOutcome outcome);

        /** Called after each stored batch. */
        void stored(Totals totals);

        /** Tells whether to stop the import. */
        boolean isCancelled();
    }

    /** @param bytes the part of the mailbox that was processed */
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
