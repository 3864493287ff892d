package co.getanswers.action;

import co.getanswers.account.MailboxTransaction.Mailbox;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** The replies of which it is not known whether they were sent. */
public interface UncertainReplies {
    /**
     * Settles those of which mail proves what became of them, in the transaction that takes the mail in. Mail about other
     * replies changes nothing, and neither does the same mail again.
     *
     * @param uncertain the executions that may be settled
     */
    Uni<Void> settle(Mailbox mailbox, List<Uncertain> uncertain, List<MailEvidence> evidence);
}
