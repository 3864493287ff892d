package co.getanswers.mailbox;

import static co.getanswers.mailbox.Statements.answered;

import co.getanswers.mailbox.MailMoves.Due;
import co.getanswers.mailbox.gmail.GmailApi;
import co.getanswers.mailbox.gmail.GmailFailure;
import co.getanswers.mailbox.gmail.GmailFailure.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes the mail of filed cards out of the inbox at Gmail, where that is to lose a label; on threads that may block. */
final class GmailFiling {
    /** The name of Gmail's archive: the mail without the label of the inbox. */
    private static final String ARCHIVE = "All Mail";

    private static final Set<String> NOT_KEPT = Set.of("TRASH", "SPAM");
    private final String worker;
    private final MailMoves moves;

    GmailFiling(String worker, MailMoves moves) {
        this.worker = worker;
        this.moves = moves;
    }

    /** @return true if more may be due */
    boolean run(LeasedAccount account, GmailApi mailbox) throws IOException {
        var due = answered(moves.nextAtGmail(account));
        var ended = 0;
        for (var move : due) {
            var left = move.withoutAttempt();
            var moved = left == null ? attempt(account, mailbox, move) : left;
            if (moved != null) {
                answered(moves.end(account, move, moved));
                ended++;
            }
        }
        return ended > 0 && due.size() == MailMoves.AT_ONCE;
    }

    /** @return null if the move waits */
    private @Nullable MovedMail attempt(LeasedAccount account, GmailApi mailbox, Due<String> move) throws IOException {
        var target = target(move);
        var there = new ArrayList<String>();
        var keptElsewhere = false;
        for (var id : move.places()) {
            var labels = mailbox.labels(id);
            if (labels.isPresent() && labels.get().stream().noneMatch(NOT_KEPT::contains)) {
                if (labels.get().contains("INBOX")) {
                    there.add(id);
                } else {
                    keptElsewhere = true;
                }
            }
        }
        if (there.isEmpty()) {
            // An earlier attempt may have succeeded before a kill.
            return move.target() != null && keptElsewhere ? MovedMail.to(move.target()) : MovedMail.GONE;
        }
        try {
            var labelled = !target.equals(ARCHIVE);
            var known = labelled ? mailbox.label(target).orElse(null) : null;
            if (known != null && known.ofGmail()) {
                return MovedMail.stays("The label " + target + " is one of Gmail's own: choose another one.");
            }
            if (!answered(moves.begin(worker, account, move, target))) {
                return null;
            }
            var label = known != null ? known.id() : labelled ? mailbox.createLabel(target) : null;
            for (var id : there) {
                mailbox.archive(id, label);
            }
            return MovedMail.to(target);
        } catch (GmailFailure failed) {
            // The next attempt finds out whether the message or the label is absent.
            if (failed.kind() != Kind.REFUSED && failed.kind() != Kind.ABSENT) {
                throw failed;
            }
            answered(moves.tell(account, move, MovedMail.waits(failed.getMessage())));
            return null;
        }
    }

    private static String target(Due<String> move) {
        var folder = move.folder();
        return move.filing() == Filing.FOLDER && folder != null ? folder : ARCHIVE;
    }
}
