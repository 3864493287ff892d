package co.getanswers.review;

import co.getanswers.action.ActionStatus;
import co.getanswers.action.Decider;
import co.getanswers.action.ExecutionStatus;
import co.getanswers.action.Lifecycle;
import co.getanswers.action.Lifecycle.Effect;
import co.getanswers.delivery.DeliveryFailure;
import co.getanswers.delivery.Reply;
import co.getanswers.delivery.ReplyContext;
import co.getanswers.delivery.WrittenReply;
import co.getanswers.platform.Failure;
import co.getanswers.platform.Offload;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the mail of a card as delivery would, without sending it. */
@Singleton
public class Previews {
    private final Pool pool;
    private final Queue queue;

    Previews(Pool pool, Queue queue) {
        this.pool = pool;
        this.queue = queue;
    }

    /** @param tag changes with everything in the mail but its date */
    record Written(Reply reply, WrittenReply mail, String tag) {}

    /**
     * @param replyAll absent for the choice that is stored
     * @throws Failure.Conflict (in the Uni) when no mail would be sent
     * @throws Failure.NotFound (in the Uni) when the user has no such card
     */
    Uni<Written> write(UUID userId, UUID id, @Nullable Boolean replyAll) {
        return queue.card(userId, id)
                .chain(card -> ReplyContext.read(pool, userId, id).map(context -> {
                    if (context == null) {
                        throw new Failure.NotFound("card");
                    }
                    return due(card, context, replyAll);
                }))
                .chain(context -> Offload.supply(() -> written(context), Infrastructure.getDefaultExecutor()));
    }

    /**
     * Requires that the mail still is the one that was seen.
     *
     * @param expected the value of If-Match; absent for no requirement
     * @throws Failure.Changed (in the Uni) when it is another
     */
    Uni<Void> requireUnchanged(UUID userId, UUID id, @Nullable Boolean replyAll, @Nullable String expected) {
        if (expected == null || expected.strip().equals("*")) {
            return Uni.createFrom().voidItem();
        }
        return write(userId, id, replyAll)
                .invoke(written -> {
                    if (!expected.contains('"' + written.tag + '"')) {
                        throw new Failure.Changed("The mail is not the one that you saw: look at its preview again.");
                    }
                })
                .replaceWithVoid();
    }

    /** The context as the person's approval would leave it, or as the decision has left it. */
    private static ReplyContext due(Card card, ReplyContext context, @Nullable Boolean replyAll) {
        var effect = Lifecycle.effect(card.actionType(), context.decidedBy());
        var undecided = card.status() == ActionStatus.PENDING
                || context.decidedBy() == Decider.AGENT && effect == Effect.KEEPS_DRAFT;
        if (card.status() == ActionStatus.REJECTED) {
            throw new Failure.Conflict("This card was rejected: nothing is sent.");
        }
        if (!card.actionType().isReply()) {
            throw new Failure.Conflict(
                    "Approving this card sends no mail. A text of your own would be sent as a reply.");
        }
        if (!undecided && card.execution() != null && card.execution().status() == ExecutionStatus.DONE) {
            throw new Failure.Conflict("This reply was sent; its conversation shows it.");
        }
        if (card.recipients() == null) {
            throw new Failure.Conflict(
                    "Nobody can be answered: the message must not be, or names nobody who could be.");
        }
        return undecided ? context.approved(replyAll == null ? context.toAll() : replyAll) : context;
    }

    private static Written written(ReplyContext context) {
        try {
            var reply = Reply.compose(context, context.readAt());
            var undated = WrittenReply.of(Reply.compose(context, Instant.EPOCH));
            return new Written(reply, WrittenReply.of(reply), tag(undated.bytes()));
        } catch (Reply.Unanswerable unanswerable) {
            throw new Failure.Conflict(unanswerable.getMessage());
        } catch (DeliveryFailure unwritable) {
            throw new Failure.Conflict(unwritable.getMessage());
        }
    }

    private static String tag(byte[] mail) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(mail))
                    .substring(0, 32);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
