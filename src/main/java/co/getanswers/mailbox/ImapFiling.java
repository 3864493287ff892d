package co.getanswers.mailbox;

import static co.getanswers.mailbox.Statements.answered;

import co.getanswers.mail.ParsedMail;
import co.getanswers.mail.UnreadableMail;
import co.getanswers.mail.mime.MailReader;
import co.getanswers.mailbox.FilingFolder.Choice;
import co.getanswers.mailbox.FilingFolder.Existing;
import co.getanswers.mailbox.FilingFolder.Missing;
import co.getanswers.mailbox.FilingFolder.Refused;
import co.getanswers.mailbox.MailMoves.Due;
import co.getanswers.platform.MemoryBudget;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.eclipse.angus.mail.iap.BadCommandException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.jspecify.annotations.Nullable;

/** Moves the mail of filed cards out of the inbox of an IMAP server, on threads that may block. */
final class ImapFiling {
    private static final MovedMail NO_WAY =
            MovedMail.stays("Its server can't move single messages safely: it has neither"
                    + " MOVE (RFC 6851) nor UIDPLUS (RFC 4315).");
    private static final MovedMail READ_ONLY = MovedMail.stays("Its server does not let the inbox be changed.");
    private static final MovedMail ANOTHER =
            MovedMail.stays("The server has another message in its place, which was left alone.");

    private final String worker;
    private final MailMoves moves;
    private final MemoryBudget memory;

    ImapFiling(String worker, MailMoves moves, MemoryBudget memory) {
        this.worker = worker;
        this.moves = moves;
        this.memory = memory;
    }

    /**
     * Makes the moves that are due, and opens the inbox as it was.
     *
     * @return true if more may be due
     */
    boolean run(LeasedAccount account, ImapConnection connection, List<FolderState> read) throws ProtocolException {
        var inbox = read.get(read.size() - 1);
        if (inbox.role() != FolderRole.INBOX || inbox.uidValidity() == 0) {
            return false;
        }
        var due = answered(moves.next(account, inbox));
        if (due.isEmpty()) {
            return false;
        }
        var sent = read.stream()
                .filter(folder -> folder.role() == FolderRole.SENT)
                .map(FolderState::name)
                .findFirst()
                .orElse(null);
        var ended = 0;
        try {
            for (var move : due) {
                // The UIDs mean nothing any more: the folder is read again first.
                var opened = connection.openForChanges(inbox.name());
                if (opened.uidValidity() != inbox.uidValidity()) {
                    return false;
                }
                ended += file(account, new Turn(connection, inbox.name(), opened, sent), move) ? 1 : 0;
            }
        } finally {
            connection.open(inbox.name());
        }
        return ended > 0 && due.size() == MailMoves.AT_ONCE;
    }

    /**
     * The state of the server for a move.
     *
     * @param opened the inbox, open for changes
     */
    private record Turn(
            ImapConnection connection,
            String inbox,
            ServerFolder opened,
            @Nullable String sent) {}

    /** @return false if the move waits */
    private boolean file(LeasedAccount account, Turn turn, Due<Long> move) throws ProtocolException {
        var left = move.withoutAttempt();
        if (left != null) {
            answered(moves.end(account, move, left));
            return true;
        }
        try {
            var moved = attempt(account, turn, move);
            if (moved != null) {
                answered(moves.end(account, move, moved));
            }
            return moved != null;
        } catch (CommandFailedException | BadCommandException refused) {
            answered(moves.tell(
                    account, move, MovedMail.waits(refused.getResponse().getRest())));
            return false;
        }
    }

    /** @return null if the move waits */
    private @Nullable MovedMail attempt(LeasedAccount account, Turn turn, Due<Long> move) throws ProtocolException {
        var connection = turn.connection();
        var uids = Set.copyOf(move.places());
        var there = new TreeSet<>(uids);
        there.removeAll(gone(turn, uids, turn.opened().messages()));
        if (there.isEmpty()) {
            return unfound(turn, move, uids);
        }
        if (connection.isReadOnly()) {
            return READ_ONLY;
        }
        if (!connection.canMove() && !connection.canExpungeSome()) {
            return NO_WAY;
        }
        var copied = connection.canMove() || !lies(turn, move) ? null : move.target();
        var choice = copied == null ? choose(turn, move) : new Existing(copied);
        if (choice instanceof Refused refused) {
            return MovedMail.stays(refused.reason());
        }
        var target = choice instanceof Missing missing ? missing.name() : ((Existing) choice).name();
        if (!all(connection, there, mail -> isSame(mail, move))) {
            return ANOTHER;
        }
        if (!answered(moves.begin(worker, account, move, target))) {
            return null;
        }
        if (choice instanceof Missing) {
            connection.create(target, move.filing() == Filing.ARCHIVE ? "\\Archive" : null);
        }
        if (connection.canMove()) {
            connection.move(there, target);
        } else {
            if (!target.equals(copied)) {
                connection.copy(there, target);
            }
            connection.expunge(there);
        }
        var left = turn.opened().messages() - there.size();
        if (!gone(turn, there, left).containsAll(there)) {
            answered(moves.tell(account, move, MovedMail.waits(null)));
            return null;
        }
        return MovedMail.to(target);
    }

    private static Set<Long> gone(Turn turn, Set<Long> uids, int messages) throws ProtocolException {
        return uids.isEmpty()
                ? Set.of()
                : turn.connection().marks(List.copyOf(uids), messages).gone();
    }

    /** The result where the mail is in the inbox no more: an earlier attempt may have moved it before a kill. */
    private MovedMail unfound(Turn turn, Due<Long> move, Set<Long> uids) throws ProtocolException {
        var target = move.target();
        if (target == null || !lies(turn, move)) {
            return MovedMail.GONE;
        }
        if (!turn.connection().canMove() && turn.connection().canExpungeSome() && !uids.isEmpty()) {
            // It may be marked as deleted and not expunged yet; its copy lies in the folder.
            turn.connection().expunge(uids);
        }
        return MovedMail.to(target);
    }

    private static Choice choose(Turn turn, Due<Long> move) throws ProtocolException {
        // Listed anew for each move: the one before may have made the folder.
        var folders = turn.connection().folders();
        var prefix = turn.connection().prefix();
        var folder = move.folder();
        return move.filing() == Filing.FOLDER && folder != null
                ? FilingFolder.named(folders, folder, turn.sent(), prefix)
                : FilingFolder.archive(folders, turn.connection().keepsAll(), prefix);
    }

    /** Tells whether an earlier attempt put the mail into its folder; the inbox is open for changes again afterwards. */
    private boolean lies(Turn turn, Due<Long> move) throws ProtocolException {
        var folder = move.target();
        if (folder == null || move.contentHash() == null) {
            return false;
        }
        var connection = turn.connection();
        try {
            connection.open(folder);
            for (var uid : connection.found(move.mailId())) {
                if (all(connection, Set.of(uid), mail -> mail.contentHash().equals(move.contentHash()))) {
                    return true;
                }
            }
            return false;
        } catch (CommandFailedException missing) {
            return false;
        } finally {
            connection.openForChanges(turn.inbox());
        }
    }

    /** Tells whether all messages of the open folder with these UIDs can be read and are as wanted. */
    private boolean all(ImapConnection connection, Set<Long> uids, Predicate<ParsedMail> wanted)
            throws ProtocolException {
        for (var uid : uids) {
            var heads = connection.heads(uid, uid);
            if (heads.isEmpty()) {
                return false;
            }
            try (var reserved = memory.none()) {
                reserved.grow(Chunks.bytes(heads));
                var found = new HashSet<>(connection.bodies(heads).values());
                if (found.size() != 1
                        || !wanted.test(MailReader.read(found.iterator().next(), Instant.EPOCH, false))) {
                    return false;
                }
            } catch (UnreadableMail another) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSame(ParsedMail mail, Due<Long> move) {
        return mail.messageId().equals(move.mailId()) || mail.contentHash().equals(move.contentHash());
    }
}
