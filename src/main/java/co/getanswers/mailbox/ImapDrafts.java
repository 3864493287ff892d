package co.getanswers.mailbox;

import static co.getanswers.mailbox.Statements.answered;

import co.getanswers.mailbox.FilingFolder.Existing;
import co.getanswers.mailbox.FilingFolder.Missing;
import co.getanswers.mailbox.MailDraft.State;
import co.getanswers.mailbox.MailDrafts.Due;
import co.getanswers.platform.MemoryBudget;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.iap.BadCommandException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the answers of waiting cards in the folder of drafts of an IMAP server, on threads that may block. A message never changes
 * under its UID (RFC 3501, section 2.3.1.1), so that a draft that the person has edited is another message.
 */
final class ImapDrafts extends CardDrafts<ImapDrafts.Open, ImapDrafts.Kept, ProtocolException> {
    private static final String NO_WAY =
            "No draft is kept in your mailbox: its server can't remove single messages safely"
                    + " (UIDPLUS, RFC 4315).";
    private static final String NOT_FOUND =
            "A draft was put into your mailbox, but its server does not find it again. It is left as it is.";

    private final MemoryBudget memory;

    ImapDrafts(String worker, MailDrafts drafts, MemoryBudget memory) {
        super(worker, drafts);
        this.memory = memory;
    }

    /** @param sent the folder of sent mail; absent without one */
    record Open(ImapConnection connection, @Nullable String sent) {}

    /** The place of a draft in its folder, which is open for changes. */
    record Kept(long uidValidity, long uid) {}

    /**
     * Makes the drafts of a mailbox like its cards, and opens the inbox as it was.
     *
     * @return true if more may be due
     */
    boolean run(LeasedAccount account, ImapConnection connection, List<FolderState> read) throws ProtocolException {
        var inbox = read.get(read.size() - 1);
        if (inbox.role() != FolderRole.INBOX || inbox.uidValidity() == 0) {
            return false;
        }
        var due = answered(drafts.next(account));
        var placed = due.isEmpty() && read.stream().allMatch(FolderState::isComplete)
                ? answered(drafts.placed(account))
                : List.<Due>of();
        if (due.isEmpty() && placed.isEmpty()) {
            return false;
        }
        var sent = read.stream()
                .filter(folder -> folder.role() == FolderRole.SENT)
                .map(FolderState::name)
                .findFirst()
                .orElse(null);
        var open = new Open(connection, sent);
        try {
            for (var draft : due) {
                try {
                    keep(account, open, draft);
                } catch (CommandFailedException | BadCommandException refused) {
                    answered(
                            drafts.refused(account, draft, refused.getResponse().getRest()));
                }
            }
            verify(account, open, placed);
        } finally {
            connection.open(inbox.name());
        }
        return due.size() == MailDrafts.AT_ONCE;
    }

    @Override
    void place(LeasedAccount account, Open mailbox, Due draft) throws ProtocolException {
        if (mailbox.connection().canExpungeSome()) {
            super.place(account, mailbox, draft);
        } else {
            leave(account, draft, NO_WAY);
        }
    }

    @Override
    void create(LeasedAccount account, Open mailbox, Due draft, DraftText text) throws ProtocolException {
        var connection = mailbox.connection();
        var choice = DraftsFolder.of(connection.folders(), mailbox.sent(), connection.prefix());
        var folder = choice instanceof Missing missing ? missing.name() : ((Existing) choice).name();
        if (!answered(drafts.beginPlacing(worker, account, draft, folder, text.mailId(), text.hash()))) {
            return;
        }
        if (choice instanceof Missing) {
            connection.create(folder, DraftsFolder.USE);
        }
        var told = connection.keepDraft(folder, text.bytes());
        var opened = connection.openForChanges(folder);
        Long uid;
        if (told != null && told.uid > 0 && told.uidvalidity == opened.uidValidity()) {
            uid = told.uid;
        } else {
            uid = connection.found(text.mailId()).stream()
                    .max(Comparator.naturalOrder())
                    .orElse(null);
        }
        if (uid == null) {
            // Each further attempt would put another one there.
            leave(account, draft, NOT_FOUND);
            return;
        }
        // Some servers change what they are given: compared later is what they keep.
        var kept = Objects.requireNonNullElse(hash(connection, uid), text.hash());
        record(account, draft, new Kept(opened.uidValidity(), uid), kept);
    }

    @Override
    void record(LeasedAccount account, Due draft, Kept place, String contentHash) {
        answered(drafts.record(account, draft, place.uidValidity(), place.uid(), contentHash));
    }

    @Override
    boolean discard(LeasedAccount account, Open mailbox, Due draft, List<Kept> ours) throws ProtocolException {
        var connection = mailbox.connection();
        if (!connection.canExpungeSome() || connection.isReadOnly()) {
            leave(account, draft, NO_WAY);
            return false;
        }
        if (!answered(drafts.beginRemoving(worker, account, draft))) {
            return false;
        }
        connection.expunge(ours.stream().map(Kept::uid).collect(Collectors.toSet()));
        return true;
    }

    @Override
    Found<Kept> locate(Open mailbox, Due draft) throws ProtocolException {
        var connection = mailbox.connection();
        if (draft.folder() == null || draft.mailId() == null) {
            return new Found<>(Place.ABSENT, List.of());
        }
        ServerFolder opened;
        try {
            opened = connection.openForChanges(draft.folder());
        } catch (CommandFailedException refused) {
            if (isListed(connection, draft.folder())) {
                throw refused;
            }
            return Found.nowhere(draft);
        }
        var uid = draft.uid();
        if (uid != null && opened.uidValidity() == draft.uidValidity()) {
            // One that this service has marked as deleted already is still to be expunged.
            var isThere = draft.state() == State.REMOVING
                    ? !connection.heads(uid, uid).isEmpty()
                    : isThere(connection, opened, uid);
            if (isThere) {
                return Objects.equals(hash(connection, uid), draft.contentHash())
                        ? Found.ours(List.of(new Kept(opened.uidValidity(), uid)))
                        : Found.edited();
            }
            return there(connection, opened, draft).isEmpty() ? Found.nowhere(draft) : Found.edited();
        }
        var found = there(connection, opened, draft);
        if (found.isEmpty()) {
            return Found.nowhere(draft);
        }
        for (var one : found) {
            if (!Objects.equals(hash(connection, one), draft.contentHash())) {
                return Found.edited();
            }
        }
        return Found.ours(
                found.stream().map(one -> new Kept(opened.uidValidity(), one)).toList());
    }

    /** Tells whether a folder that can't be opened now may be there: a server refuses it for other reasons, too. */
    private static boolean isListed(ImapConnection connection, String name) throws ProtocolException {
        var folders = connection.folders();
        return folders.stream().noneMatch(FolderChoice::isInbox)
                || folders.stream()
                        .anyMatch(
                                folder -> folder.isSelectable() && folder.name().equals(name));
    }

    private static boolean isThere(ImapConnection connection, ServerFolder opened, long uid) throws ProtocolException {
        return !connection.marks(List.of(uid), opened.messages()).gone().contains(uid);
    }

    /** The messages under the Message-ID of a draft that are not marked as deleted. */
    private static Set<Long> there(ImapConnection connection, ServerFolder opened, Due draft) throws ProtocolException {
        var found = new TreeSet<>(connection.found(Objects.requireNonNull(draft.mailId())));
        if (!found.isEmpty()) {
            found.removeAll(
                    connection.marks(List.copyOf(found), opened.messages()).gone());
        }
        return found;
    }

    /** @return null if it can't be read */
    private @Nullable String hash(ImapConnection connection, long uid) throws ProtocolException {
        var heads = connection.heads(uid, uid);
        try (var reserved = memory.none()) {
            reserved.grow(Chunks.bytes(heads));
            var body = connection.bodies(heads).get(uid);
            return body == null ? null : DraftText.hash(body);
        }
    }

    /** Tells the person of drafts that lie in their folder no more. */
    private void verify(LeasedAccount account, Open mailbox, List<Due> placed) throws ProtocolException {
        var connection = mailbox.connection();
        var byFolder = placed.stream().collect(Collectors.groupingBy(draft -> Objects.requireNonNull(draft.folder())));
        for (var folder : byFolder.entrySet()) {
            ServerFolder opened;
            try {
                opened = connection.open(folder.getKey());
            } catch (CommandFailedException refused) {
                if (!isListed(connection, folder.getKey())) {
                    folder.getValue().forEach(draft -> leave(account, draft, TOUCHED));
                }
                continue;
            }
            var uids = folder.getValue().stream()
                    .map(draft -> Objects.requireNonNull(draft.uid()))
                    .toList();
            var gone = connection.marks(uids, opened.messages()).gone();
            for (var draft : folder.getValue()) {
                if (opened.uidValidity() != draft.uidValidity()) {
                    // The server has given all messages new UIDs.
                    find(account, mailbox, draft);
                } else if (gone.contains(draft.uid())) {
                    leave(account, draft, TOUCHED);
                }
            }
        }
    }
}
