package co.getanswers.action;

import co.getanswers.account.MailboxTransaction.Mailbox;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** The replies of which it is not known whether they were sent. */
public interface UncertainReplies {
    /**
     * Settles those of which mail proves what became of them, in the transaction that takes the mail in. Mail about other
     * replies changes nothing, and neither does the same mail again.
     *
     * @param uncertain the executions that may be settled
     */
    Uni<Void> settle(Mailbox mailbox, List<Uncertain> uncertain, List<MailEvidence> evidence);

    /**
     * Settles a reply that its provider has sent, if it still is unknown since this attempt.
     *
     * @param providerId the provider's name of the mail
     */
    Uni<Void> sent(UUID userId, UUID actionId, int attempt, String providerId);

    /**
     * Enqueues a reply again that was not sent, and can't be any more, if it still is unknown since this attempt.
     *
     * @param record writes what shows that to later attempts, in the same transaction
     */
    Uni<Void> notSent(UUID userId, UUID actionId, int attempt, Function<Mailbox, Uni<Void>> record);

    /**
     * Keeps everybody from another attempt while the provider is asked about this one; a person's retry waits until then.
     *
     * @param holder the one who asks, who must let go again
     * @return false if it is not unknown since this attempt any more, or somebody else asks
     */
    Uni<Boolean> hold(UUID userId, UUID actionId, int attempt, String holder);

    /** Ends the hold; does nothing if it has ended. */
    Uni<Void> letGo(UUID userId, UUID actionId, String holder);
}
