package co.getanswers.mailbox;

import static co.getanswers.mailbox.Statements.answered;

import co.getanswers.account.MailboxWriter;
import co.getanswers.intake.HandledElsewhere;
import co.getanswers.intake.IngestOutcome;
import co.getanswers.intake.Intake;
import co.getanswers.intake.RawMail;
import co.getanswers.mail.mime.MailReader;
import co.getanswers.mailbox.FolderStore.Lying;
import co.getanswers.mailbox.SyncPlan.FetchEarlier;
import co.getanswers.mailbox.SyncPlan.FetchNew;
import co.getanswers.mailbox.SyncPlan.Restart;
import co.getanswers.mailbox.SyncPlan.UpToDate;
import co.getanswers.platform.MemoryBudget;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eclipse.angus.mail.iap.BadCommandException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the folders of accounts, on threads that may block. Each step is small and recorded, so that a worker that stops or
 * loses an account leaves little that is fetched again; mail that comes twice is stored once.
 */
final class MailboxSync {
    private static final Logger LOG = Logger.getLogger(MailboxSync.class);

    /** The folder of sent mail where the server has none. */
    private static final String SENT = "Sent";

    /** The most UIDs of one step. */
    private static final int WINDOW = 2_000;

    /** A step begins no further chunk after this time: new mail need not wait for more. */
    private static final Duration LONGEST_STEP = Duration.ofSeconds(2);

    /** The most waiting cards that are compared with the inbox at once, and settled in one transaction. */
    private static final int COMPARED = 1_000;

    private static final int LONGEST_LITERAL = MailReader.MAX_SIZE + 64 * 1024;
    private final String worker;
    private final MailServers servers;
    private final AccountPasswords passwords;
    private final AccountLeases leases;
    private final FolderStore store;
    private final SentCopies copies;
    private final ImapFiling filing;
    private final ImapDrafts drafts;
    private final Intake intake;
    private final HandledElsewhere handled;
    private final MemoryBudget memory;

    MailboxSync(
            String worker,
            MailServers servers,
            AccountPasswords passwords,
            AccountLeases leases,
            FolderStore store,
            SentCopies copies,
            ImapFiling filing,
            ImapDrafts drafts,
            Intake intake,
            HandledElsewhere handled,
            MemoryBudget memory) {
        this.worker = worker;
        this.servers = servers;
        this.passwords = passwords;
        this.leases = leases;
        this.store = store;
        this.copies = copies;
        this.filing = filing;
        this.drafts = drafts;
        this.intake = intake;
        this.handled = handled;
        this.memory = memory;
    }

    /** The password of an account can't be opened with the key of the configuration. */
    static final class LockedPassword extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /**
     * @param opened the last of the folders, the inbox, as it is on the server
     * @param more whether there is more to fetch
     */
    record Step(List<FolderState> folders, ServerFolder opened, boolean more) {}

    ImapConnection connect(LeasedAccount account) throws IOException, RefusedLogin {
        var password = passwords.open(account.id(), account.sealedPassword()).orElseThrow(LockedPassword::new);
        return servers.imap(account.imap(), password, LONGEST_LITERAL);
    }

    /** Finds the folders to read, the inbox last: it stays open between the steps. */
    List<FolderState> folders(LeasedAccount account, ImapConnection connection) throws ProtocolException {
        var chosen = FolderChoice.of(connection.folders());
        return answered(store.sync(worker, account, chosen)).stream()
                .sorted(Comparator.comparing(FolderState::role).reversed())
                .toList();
    }

    /** Puts copies of sent replies into the folder of sent mail, each unless it lies there already. */
    void keepSent(LeasedAccount account, ImapConnection connection, List<FolderState> folders)
            throws ProtocolException {
        for (var copy : answered(copies.next(account))) {
            try {
                connection.keepSent(sentFolder(folders), copy.messageId(), copy.source());
            } catch (CommandFailedException | BadCommandException refused) {
                LOG.warnf("The mailbox %s takes no copy of a sent mail: %s", account.id(), refused.getMessage());
            }
            answered(copies.remove(account, copy.id()));
        }
    }

    private static String sentFolder(List<FolderState> folders) {
        return folders.stream()
                .filter(folder -> folder.role() == FolderRole.SENT)
                .map(FolderState::name)
                .findFirst()
                .orElse(SENT);
    }

    /** Takes one step in each folder: new mail first, else some of the earlier. */
    Step step(LeasedAccount account, ImapConnection connection, List<FolderState> folders) throws ProtocolException {
        var reached = new ArrayList<FolderState>();
        var more = false;
        var opened = new ServerFolder(0, 0, 0, -1);
        for (var folder : folders) {
            var server = connection.open(folder.name());
            opened = server;
            var after = step(account, connection, folder, server);
            reached.add(after);
            more |= !(SyncPlan.next(after, server, WINDOW) instanceof UpToDate);
        }
        return new Step(List.copyOf(reached), opened, more);
    }

    /**
     * Compares some waiting cards with the inbox, which is open and read up to date, and settles those of messages that the
     * person has handled with another mail program.
     *
     * @return true if there are more to compare
     */
    boolean settle(LeasedAccount account, ImapConnection connection, Step step, InboxCheck check)
            throws ProtocolException {
        var inbox = step.folders().get(step.folders().size() - 1);
        var counts = connection.countsExpunges() && step.opened().highestModSeq() > 0;
        if (inbox.role() != FolderRole.INBOX || !inbox.isComplete() || !check.isDue(step.opened(), counts)) {
            return false;
        }
        var waiting = answered(store.waiting(account, inbox, check.begin(step.opened()), COMPARED));
        if (!waiting.lying().isEmpty()) {
            var found = connection
                    .marks(
                            waiting.lying().stream().map(Lying::uid).distinct().toList(),
                            step.opened().messages())
                    .handled(waiting.lying());
            answered(handled.settle(account.userId(), found, mailbox -> FolderStore.isCurrent(mailbox, worker, inbox)));
        }
        check.reached(waiting.last());
        return check.isUnderWay();
    }

    /** Makes moves of filed mail that are due, and leaves the inbox open; true if more may be. */
    boolean file(LeasedAccount account, ImapConnection connection, Step step) throws ProtocolException {
        return filing.run(account, connection, step.folders());
    }

    /** Makes the drafts in the mailbox like the cards that wait, and leaves the inbox open; true if more may be. */
    boolean draft(LeasedAccount account, ImapConnection connection, Step step) throws ProtocolException {
        return drafts.run(account, connection, step.folders());
    }

    /** Records for the person that the account is read. */
    void report(LeasedAccount account, AccountState state) {
        answered(leases.report(worker, account, state));
    }

    private FolderState step(LeasedAccount account, ImapConnection connection, FolderState folder, ServerFolder server)
            throws ProtocolException {
        var next = SyncPlan.next(folder, server, WINDOW);
        if (next instanceof Restart restart) {
            answered(store.restart(worker, account, restart.fresh(), server.messages()));
            return restart.fresh();
        }
        if (next instanceof FetchNew range) {
            var heads = connection.heads(range.first(), range.last());
            var reached = fetch(
                    account,
                    connection,
                    heads,
                    chunk -> folder.upTo(chunk.get(chunk.size() - 1).uid()),
                    folder.upTo(range.last()));
            return passed(account, heads, reached);
        }
        if (next instanceof FetchEarlier range) {
            var heads = new ArrayList<>(connection.heads(range.first(), range.last()));
            Collections.reverse(heads);
            var reached = fetch(
                    account,
                    connection,
                    heads,
                    chunk -> folder.downTo(chunk.get(chunk.size() - 1).uid()),
                    folder.downTo(range.first()));
            return passed(account, heads, reached);
        }
        return folder;
    }

    /** Records how far a range was read, with the messages in it that are not fetched. */
    private FolderState passed(LeasedAccount account, List<MessageHead> heads, FolderState reached) {
        var passedOver = (int) heads.stream()
                .filter(head ->
                        !isFetched(head) && head.uid() >= reached.lowestUid() && head.uid() <= reached.highestUid())
                .count();
        answered(store.advance(worker, account, reached, passedOver));
        return reached;
    }

    private static boolean isFetched(MessageHead head) {
        return !head.passedOver() && head.size() <= MailReader.MAX_SIZE;
    }

    /**
     * Fetches messages in chunks: while one is stored, the next is fetched and read.
     *
     * @param reached the state of the folder once a chunk is stored
     * @param all the state once there are no more
     * @return the state once the chunks that there was time for are stored
     */
    private FolderState fetch(
            LeasedAccount account,
            ImapConnection connection,
            List<MessageHead> heads,
            Function<List<MessageHead>, FolderState> reached,
            FolderState all)
            throws ProtocolException {
        var began = System.nanoTime();
        @Nullable FolderState last = null;
        Runnable storing = () -> {};
        try {
            for (var chunk :
                    Chunks.of(heads.stream().filter(MailboxSync::isFetched).toList())) {
                if (last != null && System.nanoTime() - began > LONGEST_STEP.toNanos()) {
                    return last;
                }
                var after = reached.apply(chunk);
                var reserved = memory.none();
                CompletableFuture<List<IngestOutcome>> outcomes;
                try {
                    reserved.grow(Chunks.bytes(chunk));
                    var batch = intake.read(mails(connection.bodies(chunk), chunk, after.role()));
                    storing.run();
                    storing = () -> {};
                    outcomes = store(account, after, batch, reserved);
                } catch (ProtocolException | RuntimeException | Error failed) {
                    reserved.close();
                    throw failed;
                }
                storing = () -> {
                    answered(Uni.createFrom().completionStage(outcomes));
                    answered(store.advance(worker, account, after, chunk.size()));
                };
                last = after;
            }
            return all;
        } finally {
            // A failure is reported only after the chunk that is being stored.
            storing.run();
        }
    }

    private static List<RawMail> mails(Map<Long, byte[]> bodies, List<MessageHead> chunk, FolderRole role) {
        return chunk.stream()
                .filter(head -> bodies.containsKey(head.uid()))
                .map(head -> new RawMail(
                        head.uid(), Objects.requireNonNull(bodies.get(head.uid())), false, role == FolderRole.SENT))
                .toList();
    }

    private CompletableFuture<List<IngestOutcome>> store(
            LeasedAccount account, FolderState folder, Intake.ReadBatch batch, MemoryBudget.Reservation reserved) {
        return intake.store(
                        MailboxWriter.service(account.userId()),
                        batch,
                        (mailbox, outcomes) -> FolderStore.lies(mailbox, worker, account, folder, stored(outcomes)))
                .onTermination()
                .invoke(reserved::close)
                .subscribeAsCompletionStage();
    }

    /** The ids of stored messages by their UIDs. */
    private static Map<Long, UUID> stored(List<IngestOutcome> outcomes) {
        var stored = new HashMap<Long, UUID>();
        for (var outcome : outcomes) {
            if (outcome.messageId() != null) {
                stored.put(outcome.number(), outcome.messageId());
            }
        }
        return stored;
    }
}
