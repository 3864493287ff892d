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
final class ImapDrafts {
    private static final String NO_WAY =
            "No draft is kept in your mailbox: its server can't remove single messages safely"
                    + " (UIDPLUS, RFC 4315).";
    static final String GIVEN_UP = "No draft is kept in your mailbox: its server refused it time and again.";
    static final String NOT_REMOVED =
            "The draft in your mailbox could not be removed: its server refused it time and again. Delete it there.";
    private static final String NOT_FOUND =
            "A draft was put into your mailbox, but its server does not find it again. It is left as it is.";
    static final String TOUCHED =
            "The draft in your mailbox was changed, sent or deleted there. It is left as it is, and no other one is put there.";

    private final String worker;
    private final MailDrafts drafts;
    private final MemoryBudget memory;

    ImapDrafts(String worker, MailDrafts drafts, MemoryBudget memory) {
        this.worker = worker;
        this.drafts = drafts;
        this.memory = memory;
    }

    /** The place of a draft in its folder, which is open for changes. */
    private sealed interface Place {}

    /** @param uids more than one if an attempt was repeated that had succeeded */
    private record Ours(long uidValidity, Set<Long> uids) implements Place {}

    private enum Elsewhere implements Place {
        /** It was not put there yet, or it was removed by an attempt of this service. */
        ABSENT,
        /** The person has sent or deleted it, or has put another text into its place. */
        GONE,
        /** A text of the person lies there under its Message-ID. */
        EDITED
    }

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
        try {
            for (var draft : due) {
                keep(account, connection, draft, sent);
            }
            verify(account, connection, placed);
        } finally {
            connection.open(inbox.name());
        }
        return due.size() == MailDrafts.AT_ONCE;
    }

    private void keep(LeasedAccount account, ImapConnection connection, Due draft, @Nullable String sent)
            throws ProtocolException {
        if (draft.isGivenUp()) {
            leave(account, draft, draft.wanted() ? GIVEN_UP : NOT_REMOVED);
            return;
        }
        try {
            if (draft.wanted()) {
                place(account, connection, draft, sent);
            } else {
                remove(account, connection, draft);
            }
        } catch (CommandFailedException | BadCommandException refused) {
            answered(drafts.refused(account, draft, refused.getResponse().getRest()));
        }
    }

    private void remove(LeasedAccount account, ImapConnection connection, Due draft) throws ProtocolException {
        var place = locate(connection, draft);
        if (place == Elsewhere.EDITED) {
            leave(account, draft, TOUCHED);
        } else if (!(place instanceof Ours ours) || expunge(account, connection, draft, ours)) {
            answered(drafts.forget(account, draft));
        }
    }

    private void place(LeasedAccount account, ImapConnection connection, Due draft, @Nullable String sent)
            throws ProtocolException {
        if (!connection.canExpungeSome()) {
            leave(account, draft, NO_WAY);
            return;
        }
        var place = locate(connection, draft);
        if (place == Elsewhere.GONE || place == Elsewhere.EDITED) {
            leave(account, draft, TOUCHED);
            return;
        }
        var context = answered(drafts.context(account, draft.card()));
        var text = context == null ? null : DraftText.of(context).orElse(null);
        if (place instanceof Ours ours) {
            // One that was about to be removed may bear the mark of deleted messages.
            if (draft.state() != State.REMOVING
                    && text != null
                    && text.hash().equals(draft.contentHash())
                    && ours.uids().size() == 1) {
                var uid = ours.uids().iterator().next();
                answered(drafts.record(account, draft, ours.uidValidity(), uid, text.hash()));
                return;
            }
            if (!expunge(account, connection, draft, ours)) {
                return;
            }
        }
        if (text == null) {
            answered(drafts.end(account, draft, State.NONE, null));
        } else {
            append(account, connection, draft, text, sent);
        }
    }

    private void append(
            LeasedAccount account, ImapConnection connection, Due draft, DraftText text, @Nullable String sent)
            throws ProtocolException {
        var choice = DraftsFolder.of(connection.folders(), sent, connection.prefix());
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
        answered(drafts.record(account, draft, opened.uidValidity(), uid, kept));
    }

    /** @return false if another worker has the account */
    private boolean expunge(LeasedAccount account, ImapConnection connection, Due draft, Ours ours)
            throws ProtocolException {
        if (!connection.canExpungeSome() || connection.isReadOnly()) {
            leave(account, draft, NO_WAY);
            return false;
        }
        if (!answered(drafts.beginRemoving(worker, account, draft))) {
            return false;
        }
        connection.expunge(ours.uids());
        return true;
    }

    /** Finds a draft in its folder; only one with the very content that was put there is ours. */
    private Place locate(ImapConnection connection, Due draft) throws ProtocolException {
        if (draft.folder() == null || draft.mailId() == null) {
            return Elsewhere.ABSENT;
        }
        ServerFolder opened;
        try {
            opened = connection.openForChanges(draft.folder());
        } catch (CommandFailedException refused) {
            if (isListed(connection, draft.folder())) {
                throw refused;
            }
            return gone(draft);
        }
        var uid = draft.uid();
        if (uid != null && opened.uidValidity() == draft.uidValidity()) {
            // One that this service has marked as deleted already is still to be expunged.
            var isThere = draft.state() == State.REMOVING
                    ? !connection.heads(uid, uid).isEmpty()
                    : isThere(connection, opened, uid);
            if (isThere) {
                return Objects.equals(hash(connection, uid), draft.contentHash())
                        ? new Ours(opened.uidValidity(), Set.of(uid))
                        : Elsewhere.EDITED;
            }
            return there(connection, opened, draft).isEmpty() ? gone(draft) : Elsewhere.EDITED;
        }
        var found = there(connection, opened, draft);
        if (found.isEmpty()) {
            return gone(draft);
        }
        for (var one : found) {
            if (!Objects.equals(hash(connection, one), draft.contentHash())) {
                return Elsewhere.EDITED;
            }
        }
        return new Ours(opened.uidValidity(), found);
    }

    /** Tells whether a folder that can't be opened now may be there: a server refuses it for other reasons, too. */
    private static boolean isListed(ImapConnection connection, String name) throws ProtocolException {
        var folders = connection.folders();
        return folders.stream().noneMatch(FolderChoice::isInbox)
                || folders.stream()
                        .anyMatch(
                                folder -> folder.isSelectable() && folder.name().equals(name));
    }

    private static Place gone(Due draft) {
        return draft.state() == State.PLACED ? Elsewhere.GONE : Elsewhere.ABSENT;
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
    private void verify(LeasedAccount account, ImapConnection connection, List<Due> placed) throws ProtocolException {
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
                    reidentify(account, connection, draft);
                } else if (gone.contains(draft.uid())) {
                    leave(account, draft, TOUCHED);
                }
            }
        }
    }

    /** Learns the UID anew where the server has given all messages new ones. */
    private void reidentify(LeasedAccount account, ImapConnection connection, Due draft) throws ProtocolException {
        if (locate(connection, draft) instanceof Ours ours) {
            answered(drafts.record(
                    account,
                    draft,
                    ours.uidValidity(),
                    ours.uids().iterator().next(),
                    Objects.requireNonNull(draft.contentHash())));
        } else {
            leave(account, draft, TOUCHED);
        }
    }

    /** Leaves a draft alone from now on; of a card that is gone nobody has to be told. */
    private void leave(LeasedAccount account, Due draft, String reason) {
        answered(
                draft.actionId() == null
                        ? drafts.forget(account, draft)
                        : drafts.end(account, draft, State.LEFT, reason));
    }
}
