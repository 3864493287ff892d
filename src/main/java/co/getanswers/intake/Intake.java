package co.getanswers.intake;

import co.getanswers.action.ExecutionStore;
import co.getanswers.mail.UnreadableMail;
import co.getanswers.mail.mime.MailReader;
import co.getanswers.platform.Offload;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * The one way by which mail comes in, whatever it comes by: it is read on a worker thread, then threaded, grouped,
 * triaged and stored in one transaction for the batch.
 */
@ApplicationScoped
public class Intake {
    /** How many messages a batch holds at most. */
    public static final int BATCH_MESSAGES = 100;

    /** How many bytes a batch should hold at most; a single message may be larger. */
    public static final int BATCH_BYTES = 4 * 1024 * 1024;

    /** SQLSTATE classes of what a row can do wrong: data, integrity, limits of the program. */
    private static final Set<String> FAULTS_OF_DATA = Set.of("22", "23", "54");

    /** Deadlocks and serialisation failures pass when the transaction is run again. */
    private static final String ROLLED_BACK = "40";

    private static final Logger LOG = Logger.getLogger(Intake.class);

    private final Pool pool;
    private final MeterRegistry metrics;
    private final ExecutionStore executions;

    /** As many as can compute at once: reading is nothing but computing, and takes memory for every message. */
    private final ExecutorService readers = threads("mail-reader");

    /** Others than the readers: who sorts holds the mailbox's lock, and must not queue behind who reads. */
    private final ExecutorService sorters = threads("mail-sorter");

    Intake(Pool pool, MeterRegistry metrics, ExecutionStore executions) {
        this.pool = pool;
        this.metrics = metrics;
        this.executions = executions;
    }

    @PreDestroy
    void stop() {
        readers.shutdownNow();
        sorters.shutdownNow();
    }

    private static ExecutorService threads(String name) {
        return Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Takes a batch of messages in, each either whole or not at all, in the order given.
     *
     * @param batch up to {@link #BATCH_MESSAGES}
     * @return one outcome for each message, in the same order
     */
    public Uni<List<IngestOutcome>> ingest(UUID userId, List<RawMail> batch) {
        return Offload.supply(() -> read(batch), readers).chain(readings -> store(userId, readings));
    }

    /** Reads on the caller's thread, which must not be an event loop. */
    List<ParseResult> read(List<RawMail> batch) {
        return batch.stream().map(Intake::read).toList();
    }

    private static ParseResult read(RawMail raw) {
        try {
            return new ParseResult(raw.number(), MailReader.read(raw.bytes(), Instant.now()), null);
        } catch (UnreadableMail unreadable) {
            return new ParseResult(raw.number(), null, unreadable.getMessage());
        } catch (RuntimeException | StackOverflowError unforeseen) {
            LOG.error("A message can't be read", unforeseen);
            return new ParseResult(raw.number(), null, "This message can't be read; the service's log has the cause.");
        }
    }

    /** Each subscription is an attempt of its own. */
    Uni<List<IngestOutcome>> store(UUID userId, List<ParseResult> batch) {
        var readable = batch.stream().filter(reading -> reading.mail() != null).toList();
        var began = Timer.start(metrics);
        return persist(userId, readable)
                .map(outcomes -> {
                    var stored = outcomes.iterator();
                    return batch.stream()
                            .map(reading -> reading.mail() != null
                                    ? stored.next()
                                    : IngestOutcome.refused(reading.number(), reading.reason()))
                            .toList();
                })
                .invoke(outcomes -> {
                    began.stop(metrics.timer("getanswers.mail.batch"));
                    outcomes.forEach(outcome -> metrics.counter(
                                    "getanswers.mail.taken.in",
                                    "outcome",
                                    outcome.kind().tag())
                            .increment());
                });
    }

    private Uni<List<IngestOutcome>> persist(UUID userId, List<ParseResult> batch) {
        if (batch.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Uni.createFrom()
                .deferred(() -> pool.withTransaction(transaction -> persist(transaction, userId, batch)))
                .onFailure(failure -> sqlState(failure).startsWith(ROLLED_BACK))
                .retry()
                .atMost(2)
                .onFailure(Intake::isFaultOfMail)
                .recoverWithUni(failure -> oneByOne(userId, batch, failure));
    }

    private Uni<List<IngestOutcome>> persist(SqlConnection transaction, UUID userId, List<ParseResult> batch) {
        var mails = batch.stream().map(ParseResult::mail).toList();
        return MailboxSnapshotReader.read(transaction, userId, mails)
                // Triage is nothing but computing, and of hostile mail it is a lot: not on the event loop.
                .emitOn(sorters)
                .map(snapshot -> sort(snapshot, batch))
                .chain(sorted -> IngestWriter.write(transaction, userId, sorted.changes(), sorted.at(), executions)
                        .replaceWith(sorted.changes().outcomes()));
    }

    private static Sorted sort(MailboxSnapshot snapshot, List<ParseResult> batch) {
        // The time is that of the lock, so that what waited for it is not dated before what it waited for.
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        try {
            return new Sorted(IngestPlanner.sort(snapshot, batch, now), now);
        } catch (RuntimeException | StackOverflowError unforeseen) {
            throw new Unsortable(unforeseen);
        }
    }

    /** A message made sorting fail; of one batch, nobody knows which. */
    static final class Unsortable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unsortable(Throwable cause) {
            super(cause);
        }
    }

    private record Sorted(IngestChanges changes, Instant at) {}

    /** One message that can't be stored must not take the others of its batch with it. */
    private Uni<List<IngestOutcome>> oneByOne(UUID userId, List<ParseResult> batch, Throwable failure) {
        if (batch.size() == 1) {
            LOG.error("A message can't be stored", failure);
            return Uni.createFrom()
                    .item(List.of(IngestOutcome.refused(
                            batch.get(0).number(), "This message can't be stored; the service's log has the cause.")));
        }
        return Multi.createFrom()
                .iterable(batch)
                .onItem()
                .transformToUniAndConcatenate(reading -> persist(userId, List.of(reading)))
                .onItem()
                .<IngestOutcome>disjoint()
                .collect()
                .asList();
    }

    /** Nothing else is: what stops the service or the database would be done to every other message as well. */
    static boolean isFaultOfMail(Throwable failure) {
        var state = sqlState(failure);
        return failure instanceof Unsortable || state.length() == 5 && FAULTS_OF_DATA.contains(state.substring(0, 2));
    }

    private static String sqlState(Throwable failure) {
        return failure instanceof PgException refused && refused.getSqlState() != null ? refused.getSqlState() : "";
    }
}
