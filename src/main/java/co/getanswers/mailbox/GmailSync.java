package co.getanswers.mailbox;

import static co.getanswers.mailbox.Statements.answered;

import co.getanswers.account.MailboxWriter;
import co.getanswers.intake.HandledElsewhere;
import co.getanswers.intake.HandledElsewhere.Handled;
import co.getanswers.intake.IngestOutcome;
import co.getanswers.intake.Intake;
import co.getanswers.intake.RawMail;
import co.getanswers.mail.mime.MailReader;
import co.getanswers.mailbox.GmailState.Label;
import co.getanswers.mailbox.GmailState.Listing;
import co.getanswers.mailbox.GmailStore.Stored;
import co.getanswers.mailbox.MailboxSync.LockedPassword;
import co.getanswers.mailbox.gmail.GmailApi;
import co.getanswers.mailbox.gmail.GmailApi.Mail;
import co.getanswers.mailbox.gmail.GmailFailure;
import co.getanswers.mailbox.gmail.GmailFailure.Kind;
import co.getanswers.platform.MemoryBudget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Reads mailboxes at Gmail, on threads that may block. Each step is small and recorded, so that a worker that stops or loses
 * an account leaves little that is fetched again; mail that comes twice is stored once.
 */
final class GmailSync {
    /** The most messages of one step: new mail need not wait for more than that. */
    private static final int STEP = 25;

    /** The size in bytes up to which a message is fetched without asking for memory. */
    private static final int SMALL = 1024 * 1024;

    private static final Set<String> PASSED_OVER = Set.of("DRAFT", "SPAM", "TRASH", "CHAT");
    private final String worker;
    private final GmailClients clients;
    private final AccountPasswords passwords;
    private final AccountLeases leases;
    private final GmailStore store;
    private final GmailFiling filing;
    private final GmailCardDrafts drafts;
    private final Intake intake;
    private final HandledElsewhere handled;
    private final MemoryBudget memory;

    GmailSync(
            String worker,
            GmailClients clients,
            AccountPasswords passwords,
            AccountLeases leases,
            GmailStore store,
            GmailFiling filing,
            GmailCardDrafts drafts,
            Intake intake,
            HandledElsewhere handled,
            MemoryBudget memory) {
        this.worker = worker;
        this.clients = clients;
        this.passwords = passwords;
        this.leases = leases;
        this.store = store;
        this.filing = filing;
        this.drafts = drafts;
        this.intake = intake;
        this.handled = handled;
        this.memory = memory;
    }

    /** @param more whether there is more to fetch */
    record Step(GmailState state, boolean more) {}

    GmailApi open(LeasedAccount account) {
        return clients.mailbox(
                passwords.open(account.id(), account.sealedPassword()).orElseThrow(LockedPassword::new));
    }

    /** Reads how far the mailbox was read, or begins with it. */
    GmailState state(LeasedAccount account, GmailApi mailbox) throws IOException {
        var known = answered(store.read(account));
        return known.isPresent() ? known.get() : restart(account, mailbox);
    }

    /** Lists the mailbox from its beginning; changes from now on come by the history. */
    private GmailState restart(LeasedAccount account, GmailApi mailbox) throws IOException {
        var historyId = mailbox.profile().historyId();
        var total = 0;
        for (var label : Label.values()) {
            total += mailbox.total(label.name());
        }
        answered(store.restart(worker, account, historyId, total));
        return GmailState.from(historyId);
    }

    /** Takes a step: new mail first, else some of the earlier. */
    Step step(LeasedAccount account, GmailApi mailbox, GmailState state) throws IOException {
        GmailApi.Changes changes;
        try {
            changes = mailbox.changes(state.historyId());
        } catch (GmailFailure failed) {
            if (failed.kind() != Kind.ABSENT) {
                throw failed;
            }
            // Gmail keeps its history for a limited time.
            return new Step(restart(account, mailbox), true);
        }
        if (!fetch(account, mailbox, changes.ids())) {
            return new Step(state, true);
        }
        settle(account, mailbox, changes.left());
        var reached = state.reached(changes.reached());
        if (!reached.equals(state)) {
            answered(store.advance(worker, account, reached, 0));
        }
        if (changes.more()) {
            return new Step(reached, true);
        }
        for (var label : Label.values()) {
            if (!reached.listing(label).complete()) {
                reached = earlier(account, mailbox, reached, label);
            }
        }
        return new Step(reached, !reached.isComplete());
    }

    /** Settles the cards of messages that left the inbox, and did not come back. */
    private void settle(LeasedAccount account, GmailApi mailbox, List<String> left) throws IOException {
        if (left.isEmpty()) {
            return;
        }
        var gone = new HashSet<UUID>();
        for (var waiting : answered(store.waiting(account, left)).entrySet()) {
            if (!mailbox.isInInbox(waiting.getKey())) {
                gone.add(waiting.getValue());
            }
        }
        answered(handled.settle(
                account.userId(),
                new Handled(Set.of(), Set.copyOf(gone)),
                locked -> GmailStore.isHeld(locked, worker, account)));
    }

    /** Fetches some messages of a page of earlier mail; the page counts as read once all of it is. */
    private GmailState earlier(LeasedAccount account, GmailApi mailbox, GmailState state, Label label)
            throws IOException {
        var before = state.listing(label).page();
        GmailApi.Page page;
        try {
            page = mailbox.list(label.name(), before);
        } catch (GmailFailure failed) {
            if (failed.kind() != Kind.REFUSED || before == null) {
                throw failed;
            }
            // The token of a page is valid for a limited time; what is known already is passed over.
            page = mailbox.list(label.name(), null);
        }
        if (!fetch(account, mailbox, page.ids())) {
            return state;
        }
        var reached = state.with(label, new Listing(page.next(), page.next() == null));
        answered(store.advance(worker, account, reached, page.ids().size()));
        return reached;
    }

    /**
     * Fetches those messages that are not here yet.
     *
     * @return false if some of them are left for the next step
     */
    private boolean fetch(LeasedAccount account, GmailApi mailbox, List<String> ids) throws IOException {
        if (ids.isEmpty()) {
            return true;
        }
        var known = answered(store.known(account, ids));
        var missing = ids.stream().filter(id -> !known.contains(id)).toList();
        var chunk = new ArrayList<Mail>();
        var bytes = 0L;
        var fetched = 0;
        for (var id : missing) {
            // Mail that is not read is not recorded either: it may come to the inbox later.
            if (fetched == STEP) {
                store(account, chunk, bytes);
                return false;
            }
            Mail mail;
            try {
                mail = mailbox.mail(id, SMALL);
            } catch (GmailFailure failed) {
                if (failed.kind() == Kind.TOO_LARGE) {
                    storeLarge(account, mailbox, id);
                    fetched++;
                    continue;
                }
                if (failed.kind() == Kind.ABSENT) {
                    // It was deleted a moment ago.
                    continue;
                }
                throw failed;
            }
            if (isRead(mail.labels())) {
                if (bytes + mail.bytes().length > Intake.BATCH_BYTES) {
                    store(account, chunk, bytes);
                    chunk.clear();
                    bytes = 0;
                }
                chunk.add(mail);
                bytes += mail.bytes().length;
                fetched++;
            }
        }
        store(account, chunk, bytes);
        return true;
    }

    /** Fetches a large message once there is memory for it; one that is too large is passed over. */
    private void storeLarge(LeasedAccount account, GmailApi mailbox, String id) throws IOException {
        try (var reserved = memory.none()) {
            reserved.grow(MailReader.MAX_SIZE);
            var mail = mailbox.mail(id, MailReader.MAX_SIZE);
            if (isRead(mail.labels())) {
                ingest(account, List.of(mail));
            }
        } catch (GmailFailure failed) {
            switch (failed.kind()) {
                case TOO_LARGE -> answered(store.stored(worker, account, List.of(new Stored(id, "", null))));
                case ABSENT -> {}
                case BUSY, PERMISSION_LOST, REFUSED, TOKEN_EXPIRED, UNREACHABLE -> throw failed;
            }
        }
    }

    /** Tells whether mail with these labels is read: that of the inbox, and what the user has sent. */
    static boolean isRead(Set<String> labels) {
        return labels.stream().noneMatch(PASSED_OVER::contains)
                && (labels.contains(Label.INBOX.name()) || labels.contains(Label.SENT.name()));
    }

    private void store(LeasedAccount account, List<Mail> chunk, long bytes) {
        if (chunk.isEmpty()) {
            return;
        }
        try (var reserved = memory.none()) {
            reserved.grow(bytes);
            ingest(account, chunk);
        }
    }

    private void ingest(LeasedAccount account, List<Mail> chunk) {
        var mails = new ArrayList<RawMail>();
        for (var mail : chunk) {
            mails.add(new RawMail(
                    mails.size() + 1L, mail.bytes(), false, mail.labels().contains(Label.SENT.name())));
        }
        var outcomes = answered(intake.ingest(
                MailboxWriter.service(account.userId()),
                mails,
                (mailbox, read) -> GmailStore.stored(mailbox.client(), worker, account, stored(chunk, read))));
        answered(store.stored(worker, account, stored(chunk, outcomes)));
    }

    private static List<Stored> stored(List<Mail> chunk, List<IngestOutcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> {
                    var mail = chunk.get((int) outcome.number() - 1);
                    return new Stored(mail.id(), mail.threadId(), outcome.messageId());
                })
                .toList();
    }

    /** Makes moves of filed mail that are due; true if more may be. */
    boolean file(LeasedAccount account, GmailApi mailbox) throws IOException {
        return filing.run(account, mailbox);
    }

    /**
     * Makes the drafts in the mailbox like its cards.
     *
     * @param changed whether something has changed at Gmail since the last call
     * @return true if more may be due
     */
    boolean draft(LeasedAccount account, GmailApi mailbox, boolean changed) throws IOException {
        return drafts.run(account, mailbox, changed);
    }

    /** Records for the person that the account is read. */
    void report(LeasedAccount account, AccountState state) {
        answered(leases.report(worker, account, state));
    }
}
