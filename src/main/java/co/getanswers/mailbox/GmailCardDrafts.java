package co.getanswers.mailbox;

import static co.getanswers.mailbox.Statements.answered;

import co.getanswers.mail.mime.MailReader;
import co.getanswers.mailbox.MailDrafts.Due;
import co.getanswers.mailbox.gmail.GmailApi;
import co.getanswers.mailbox.gmail.GmailApi.Draft;
import co.getanswers.mailbox.gmail.GmailFailure;
import co.getanswers.mailbox.gmail.GmailFailure.Kind;
import co.getanswers.platform.MemoryBudget;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the answers of waiting cards among the drafts at Gmail, on threads that may block. A draft keeps its id there, and each
 * change puts another message into it. What is removed is the very message that was put there: once the person has changed the
 * draft, there is no such message any more.
 */
final class GmailCardDrafts extends CardDrafts<GmailApi, GmailCardDrafts.Kept, IOException> {
    private static final Logger LOG = Logger.getLogger(GmailCardDrafts.class);

    /** The name that Gmail's drafts have for programs, whatever the person's language. */
    private static final String FOLDER = "Drafts";

    private static final String BIN = "TRASH";

    /** The size in bytes up to which a draft is read without asking for memory. */
    private static final int SMALL = 1024 * 1024;

    private final MemoryBudget memory;
    private final Function<LeasedAccount, GmailDrafts> threads;

    /** @param threads the threads of the messages of an account */
    GmailCardDrafts(
            String worker, MailDrafts drafts, MemoryBudget memory, Function<LeasedAccount, GmailDrafts> threads) {
        super(worker, drafts);
        this.memory = memory;
        this.threads = threads;
    }

    /**
     * A draft as it lies at Gmail.
     *
     * @param hash null if it can't be read
     */
    record Kept(String id, String messageId, @Nullable String hash) {}

    /**
     * Makes the drafts of a mailbox like its cards.
     *
     * @param changed whether something has changed at Gmail since the last call
     * @return true if more may be due
     */
    boolean run(LeasedAccount account, GmailApi mailbox, boolean changed) throws IOException {
        var due = answered(drafts.next(account));
        for (var draft : due) {
            try {
                keep(account, mailbox, draft);
            } catch (GmailFailure failed) {
                if (failed.kind() != Kind.REFUSED && failed.kind() != Kind.TOO_LARGE && failed.kind() != Kind.ABSENT) {
                    throw failed;
                }
                answered(drafts.refused(account, draft, failed.getMessage()));
            }
        }
        if (changed) {
            try {
                verify(account, mailbox, answered(drafts.placed(account)));
            } catch (GmailFailure failed) {
                if (failed.kind() != Kind.REFUSED && failed.kind() != Kind.ABSENT) {
                    throw failed;
                }
                LOG.infof("The drafts of the mailbox %s can't be compared: %s", account.id(), failed.getMessage());
            }
        }
        return due.size() == MailDrafts.AT_ONCE;
    }

    @Override
    void create(LeasedAccount account, GmailApi mailbox, Due draft, DraftText text) throws IOException {
        if (!answered(drafts.beginPlacing(worker, account, draft, FOLDER, text.mailId(), text.hash()))) {
            return;
        }
        var thread = threads.apply(account).thread(draft.card()).orElse(null);
        var created = GmailTransport.create(mailbox, text.bytes(), thread);
        var kept = read(mailbox, created.id());
        if (kept == null || created.messageId() != null && !created.messageId().equals(kept.messageId())) {
            leave(account, draft, TOUCHED);
            return;
        }
        // Compared later is what Gmail keeps, which may not be what it was given.
        record(account, draft, kept, Objects.requireNonNullElse(kept.hash(), text.hash()));
    }

    @Override
    boolean discard(LeasedAccount account, GmailApi mailbox, Due draft, List<Kept> ours) throws IOException {
        if (!answered(drafts.beginRemoving(worker, account, draft))) {
            return false;
        }
        var all = true;
        for (var one : ours) {
            all &= mailbox.discard(one.messageId());
        }
        if (!all && draft.wanted()) {
            leave(account, draft, TOUCHED);
        }
        return all;
    }

    @Override
    Found<Kept> locate(GmailApi mailbox, Due draft) throws IOException {
        var mailId = draft.mailId();
        if (mailId == null) {
            return new Found<>(Place.ABSENT, List.of());
        }
        var id = draft.gmailId();
        var candidates =
                id == null ? mailbox.draftsUnder(mailId).stream().map(Draft::id).toList() : List.of(id);
        var found = new HashMap<String, Kept>();
        for (var candidate : candidates) {
            var there = read(mailbox, candidate);
            if (there != null) {
                if (there.hash() == null || !there.hash().equals(draft.contentHash())) {
                    return Found.edited();
                }
                found.put(there.id(), there);
            }
        }
        return found.isEmpty() ? Found.nowhere(draft) : Found.ours(List.copyOf(found.values()));
    }

    /**
     * Reads a draft. One that is larger than any of ours has no hash.
     *
     * @return null if it was sent or removed, or lies in the bin
     */
    private @Nullable Kept read(GmailApi mailbox, String id) throws IOException {
        var small = read(mailbox, id, SMALL);
        if (small != null) {
            return small.orElse(null);
        }
        try (var reserved = memory.none()) {
            reserved.grow(MailReader.MAX_SIZE);
            var large = read(mailbox, id, MailReader.MAX_SIZE);
            return large == null ? new Kept(id, "", null) : large.orElse(null);
        }
    }

    /** @return null if it is larger; empty if it was sent or removed, or lies in the bin */
    private static @Nullable Optional<Kept> read(GmailApi mailbox, String id, int longest) throws IOException {
        try {
            return mailbox.draft(id, longest)
                    .filter(draft -> !draft.labels().contains(BIN))
                    .map(draft -> new Kept(
                            draft.id(), draft.messageId(), DraftText.hash(Objects.requireNonNull(draft.bytes()))));
        } catch (GmailFailure failed) {
            if (failed.kind() == Kind.TOO_LARGE) {
                return null;
            }
            throw failed;
        }
    }

    @Override
    void record(LeasedAccount account, Due draft, Kept place, String contentHash) {
        answered(drafts.record(account, draft, place.id(), place.messageId(), contentHash));
    }

    /** Tells the person of drafts that were changed, sent or deleted at Gmail. */
    private void verify(LeasedAccount account, GmailApi mailbox, List<Due> placed) throws IOException {
        if (placed.isEmpty()) {
            return;
        }
        var there = new HashMap<String, Draft>();
        for (String page = null; ; ) {
            var found = mailbox.drafts(page);
            found.drafts().forEach(draft -> there.put(draft.id(), draft));
            page = found.next();
            if (page == null) {
                break;
            }
        }
        for (var draft : placed) {
            var listed = there.get(String.valueOf(draft.gmailId()));
            if (listed == null || !listed.messageId().equals(draft.gmailMessageId())) {
                // It may be kept once more, with the same text.
                find(account, mailbox, draft);
            }
        }
    }
}
