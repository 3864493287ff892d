package co.getanswers.intake;

import co.getanswers.account.MailboxTransaction;
import co.getanswers.account.MailboxTransaction.Mailbox;
import co.getanswers.account.MailboxWriter;
import co.getanswers.action.ExecutionStore;
import co.getanswers.action.MailEvidence;
import co.getanswers.action.UncertainReplies;
import co.getanswers.intake.ParseResult.Parsed;
import co.getanswers.intake.ParseResult.Unreadable;
import co.getanswers.mail.UnreadableMail;
import co.getanswers.mail.mime.MailReader;
import co.getanswers.mail.mime.TrustedServers;
import co.getanswers.original.CompressedSource;
import co.getanswers.original.OriginalSettings;
import co.getanswers.platform.Offload;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The one way by which mail comes in, from whatever source: a worker thread parses it; then it is threaded, grouped,
 * triaged and stored in one transaction for the batch.
 */
@ApplicationScoped
public class Intake {
    /** The most messages that a batch holds. */
    public static final int BATCH_MESSAGES = 100;

    /** The most bytes that a batch should hold; a single message may be larger. */
    public static final int BATCH_BYTES = 4 * 1024 * 1024;

    /** The title of an objective that begins with a mail without a subject. */
    public static final String NO_SUBJECT = "(no subject)";

    static final String DRAFT = "This is a draft that was not sent; drafts are not imported.";

    /** The SQLSTATE classes of faulty rows: data, integrity, limits of the program. */
    private static final Set<String> DATA_FAULTS = Set.of("22", "23", "54");

    private static final Logger LOG = Logger.getLogger(Intake.class);

    private final MailboxTransaction transactions;
    private final MeterRegistry metrics;
    private final ExecutionStore executions;
    private final UncertainReplies uncertain;
    private final OriginalSettings originals;

    /** One thread for each processor: parsing only computes, and takes memory for every message. */
    private final ExecutorService parsers = threads("mail-parser");

    /** Not the parsers' threads: planning holds the mailbox's lock and must not queue behind parsing. */
    private final ExecutorService planners = threads("mail-planner");

    private final TrustedServers trusted;
    private final SignatureCheck signatures;

    Intake(
            MailboxTransaction transactions,
            MeterRegistry metrics,
            ExecutionStore executions,
            UncertainReplies uncertain,
            OriginalSettings originals,
            SenderSettings senders,
            SignatureCheck signatures) {
        this.transactions = transactions;
        this.metrics = metrics;
        this.executions = executions;
        this.uncertain = uncertain;
        this.originals = originals;
        this.signatures = signatures;
        this.trusted = TrustedServers.of(
                senders.authservIds().orElse(List.of()), senders.serverDomains().orElse(List.of()));
    }

    @PreDestroy
    void stop() {
        parsers.shutdownNow();
        planners.shutdownNow();
    }

    private static ExecutorService threads(String name) {
        return Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Ingests a batch of messages in the order given, each either whole or not at all.
     *
     * @param batch up to {@link #BATCH_MESSAGES}
     * @return one outcome for each message, in the same order
     */
    public Uni<List<IngestOutcome>> ingest(MailboxWriter writer, List<RawMail> batch) {
        return ingest(writer, batch, (mailbox, outcomes) -> Uni.createFrom().voidItem());
    }

    /**
     * Does the same for mail of a source that records what came from it.
     *
     * @param source writes in the transaction that stores the mail; its failure takes the mail back
     */
    public Uni<List<IngestOutcome>> ingest(MailboxWriter writer, List<RawMail> batch, Source source) {
        return keys(batch)
                .chain(keys -> Offload.supply(() -> parse(batch, keys), parsers))
                .chain(results -> store(writer, results, source));
    }

    /** Mail that was read, and is to be stored. */
    public static final class ReadBatch {
        private final List<ParseResult> results;

        private ReadBatch(List<ParseResult> results) {
            this.results = results;
        }
    }

    /**
     * Reads a batch on the caller's thread, which must not be an event loop, as while the one before it is stored.
     *
     * @param batch up to {@link #BATCH_MESSAGES}
     */
    public ReadBatch read(List<RawMail> batch) {
        return new ReadBatch(parse(batch));
    }

    /** Stores what was read, as {@link #ingest(MailboxWriter, List, Source)} does. */
    public Uni<List<IngestOutcome>> store(MailboxWriter writer, ReadBatch batch, Source source) {
        return store(writer, batch.results, source);
    }

    /** A source that records which of its mail was stored, together with the mail. */
    public interface Source {
        /** @param outcomes those of the messages that could be read */
        Uni<Void> stored(Mailbox mailbox, List<IngestOutcome> outcomes);
    }

    private Uni<Map<String, List<String>>> keys(List<RawMail> batch) {
        return signatures.isOn()
                ? Offload.supply(() -> signatures.keys(batch), parsers).chain(keys -> keys)
                : Uni.createFrom().item(Map.of());
    }

    /** Parses on the caller's thread, which must not be an event loop: it waits for the keys of signatures. */
    List<ParseResult> parse(List<RawMail> batch) {
        return parse(batch, signatures.isOn() ? signatures.keys(batch).await().indefinitely() : Map.of());
    }

    private List<ParseResult> parse(List<RawMail> batch, Map<String, List<String>> keys) {
        return batch.stream().map(raw -> parse(raw, keys)).toList();
    }

    private ParseResult parse(RawMail raw, Map<String, List<String>> keys) {
        try {
            var read = MailReader.read(raw.bytes(), Instant.now(), raw.fromGmail(), trusted);
            var mail = raw.sent() ? read.sentByOwner() : read;
            if (mail.gmail().draft()) {
                return new Unreadable(raw.number(), DRAFT);
            }
            var original = MailReader.withoutSeparator(raw.bytes());
            return new Parsed(
                    raw.number(),
                    SignatureCheck.complete(mail, original, keys),
                    originals.keep() ? CompressedSource.of(original) : null,
                    raw.sent(),
                    read.delivered());
        } catch (UnreadableMail unreadable) {
            return new Unreadable(raw.number(), unreadable.getMessage());
        } catch (RuntimeException | StackOverflowError unforeseen) {
            LOG.error("A message can't be read", unforeseen);
            return new Unreadable(raw.number(), "This message can't be read; the service's log has the cause.");
        }
    }

    /** Stores a batch; each subscription is an attempt of its own. */
    Uni<List<IngestOutcome>> store(MailboxWriter writer, List<ParseResult> batch) {
        return store(writer, batch, (mailbox, outcomes) -> Uni.createFrom().voidItem());
    }

    private Uni<List<IngestOutcome>> store(MailboxWriter writer, List<ParseResult> batch, Source source) {
        var parsed = batch.stream()
                .filter(Parsed.class::isInstance)
                .map(Parsed.class::cast)
                .toList();
        var began = Timer.start(metrics);
        return persist(writer, parsed, source)
                .map(outcomes -> {
                    var stored = outcomes.iterator();
                    return batch.stream()
                            .map(result -> result instanceof Unreadable unreadable
                                    ? IngestOutcome.refused(unreadable.number(), unreadable.reason())
                                    : stored.next())
                            .toList();
                })
                .invoke(outcomes -> {
                    began.stop(metrics.timer("getanswers.mail.batch"));
                    outcomes.forEach(outcome -> metrics.counter(
                                    "getanswers.mail.ingested",
                                    "outcome",
                                    outcome.kind().value())
                            .increment());
                });
    }

    private Uni<List<IngestOutcome>> persist(MailboxWriter writer, List<Parsed> batch, Source source) {
        if (batch.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return transactions
                .runBatch(writer, mailbox -> persist(mailbox, batch).call(outcomes -> source.stored(mailbox, outcomes)))
                .onFailure(Intake::isCausedByMail)
                .recoverWithUni(failure -> oneByOne(writer, batch, source, failure));
    }

    private Uni<List<IngestOutcome>> persist(Mailbox mailbox, List<Parsed> batch) {
        return MailboxSnapshotReader.read(mailbox, batch, executions.answersCountSince(mailbox.now()))
                // Triage only computes, and for hostile mail it computes much: not on the event loop.
                .emitOn(planners)
                .map(snapshot -> plan(snapshot, batch, mailbox.now()))
                .chain(changes -> write(mailbox, batch, changes).replaceWith(changes.outcomes()));
    }

    private Uni<Void> write(Mailbox mailbox, List<Parsed> batch, IngestChanges changes) {
        var evidence = EvidenceReader.read(batch);
        if (evidence.isEmpty()) {
            return IngestWriter.write(mailbox, changes, executions);
        }
        var actions = evidence.stream().map(MailEvidence::actionId).collect(Collectors.toSet());
        return executions
                .uncertain(mailbox, actions)
                .chain(open -> open.isEmpty()
                        ? IngestWriter.write(mailbox, changes, executions)
                        : IngestWriter.writeApart(mailbox, changes, executions)
                                .chain(() -> uncertain.settle(mailbox, open, evidence)));
    }

    private static IngestChanges plan(MailboxSnapshot snapshot, List<Parsed> batch, Instant now) {
        try {
            return IngestPlanner.plan(snapshot, batch, now);
        } catch (RuntimeException | StackOverflowError unforeseen) {
            throw new UnplannableBatch(unforeseen);
        }
    }

    /** The planning of a batch failed because of one of its messages, and it is not known which. */
    static final class UnplannableBatch extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnplannableBatch(Throwable cause) {
            super(cause);
        }
    }

    /** Stores each message in a transaction of its own, so that one that can't be stored does not take the others with it. */
    private Uni<List<IngestOutcome>> oneByOne(
            MailboxWriter writer, List<Parsed> batch, Source source, Throwable failure) {
        if (batch.size() == 1) {
            LOG.error("A message can't be stored", failure);
            return Uni.createFrom()
                    .item(List.of(IngestOutcome.refused(
                            batch.get(0).number(), "This message can't be stored; the service's log has the cause.")));
        }
        return Multi.createFrom()
                .iterable(batch)
                .onItem()
                .transformToUniAndConcatenate(parsed -> persist(writer, List.of(parsed), source))
                .onItem()
                .<IngestOutcome>disjoint()
                .collect()
                .asList();
    }

    /** Tells a failure that one message causes from one that would befall every other message as well. */
    static boolean isCausedByMail(Throwable failure) {
        return failure instanceof UnplannableBatch
                || failure instanceof PgException refused
                        && refused.getSqlState() != null
                        && refused.getSqlState().length() == 5
                        && DATA_FAULTS.contains(refused.getSqlState().substring(0, 2));
    }
}
