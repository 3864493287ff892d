package co.getanswers.review;

import co.getanswers.account.AuthenticatedUser;
import co.getanswers.account.MailboxTransaction;
import co.getanswers.account.MailboxTransaction.Mailbox;
import co.getanswers.action.ActionStatus;
import co.getanswers.platform.EnumValue;
import co.getanswers.platform.Failure;
import co.getanswers.platform.IdentifierGenerator;
import co.getanswers.policy.RiskLevel;
import co.getanswers.triage.ActionType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;

/**
 * Sends a person's own answers to conversations, as edits of a card: of the pending one about the answered message, else of
 * one that is made for the answer.
 */
@ApplicationScoped
public class OwnReplies {
    /**
     * The message that is answered: the newest incoming one that may be; without incoming mail, the newest of the owner's
     * own. Parameters: the user, the conversation, and whether the reply is to all.
     */
    private static final String TARGET = """
            select answered.id as message_id, answered.incoming,
                   (select a.id
                    from agent_actions a
                    where a.user_id = $1 and a.conversation_id = c.id and a.status = 'pending'
                      and (a.message_id = answered.id or a.message_id is null)
                    order by a.created_at desc, a.id desc
                    limit 1) as card,
                   %s as refusal
            from conversations c
            cross join lateral (
              select coalesce(
                       (select m.id
                        from messages m
                        where m.user_id = $1 and m.conversation_id = c.id and m.direction = 'incoming'
                          and not exists (
                            select
                            from agent_actions about
                            where about.user_id = $1 and about.message_id = m.id and %s)
                        order by m.sent_at desc
                        limit 1),
                       case when not incoming.present then
                         (select m.id
                          from messages m
                          where m.user_id = $1 and m.conversation_id = c.id and m.direction = 'outgoing'
                          order by m.sent_at desc
                          limit 1)
                       end) as id,
                     incoming.present as incoming
              from (select exists (
                      select from messages m
                      where m.user_id = $1 and m.conversation_id = c.id and m.direction = 'incoming') as present) incoming
            ) answered
            where c.user_id = $1 and c.id = $2""".formatted(
                    ReplyRefusal.ofRecipients("answered.id", "$3::boolean"), ReplyRefusal.isUnanswerable("about"));

    /** The summary of cards that the person's own answers bring. */
    static final String SUMMARY = "Your own answer";

    /** The card of an own answer, before it is decided. Its proposal is the answer, so that a withdrawal loses nothing. */
    private static final String INSERT = """
            with inserted as (
              insert into agent_actions (id, user_id, conversation_id, message_id, action_type, proposed_content,
                                         confidence_score, risk_level, priority_score, status, summary, created_at)
              values ($2, $1, $3, $4, '%s', $5, 1, '%s', %d, '%s', '%s', $6)
            )
            update user_counters
            set pending_%2$s = pending_%2$s + 1
            where user_id = $1""".formatted(
                    EnumValue.of(ActionType.DRAFT),
                    EnumValue.of(RiskLevel.LOW),
                    50,
                    EnumValue.of(ActionStatus.PENDING),
                    SUMMARY);

    private final MailboxTransaction mailboxes;
    private final DecisionService decisions;

    OwnReplies(MailboxTransaction mailboxes, DecisionService decisions) {
        this.mailboxes = mailboxes;
        this.decisions = decisions;
    }

    /**
     * @return the decided card
     * @throws Failure.Conflict (in the Uni) when nobody can be answered
     * @throws Failure.NotFound (in the Uni) when the user has no such conversation
     */
    Uni<Card> reply(AuthenticatedUser user, UUID conversationId, OwnReply reply) {
        var userId = user.id();
        var typed = reply.typedRecipients();
        var replyAll = Boolean.TRUE.equals(reply.replyAll());
        var decision = Decision.reply(reply.text(), replyAll, typed, IdentifierGenerator.next());
        return mailboxes.run(
                user,
                mailbox -> mailbox.client()
                        .preparedQuery(TARGET)
                        .execute(Tuple.of(userId, conversationId, replyAll))
                        .chain(rows -> {
                            if (rows.size() == 0) {
                                throw new Failure.NotFound("conversation");
                            }
                            return reply(
                                    mailbox,
                                    user.sessionId(),
                                    conversationId,
                                    rows.iterator().next(),
                                    decision);
                        }));
    }

    private Uni<Card> reply(Mailbox mailbox, UUID sessionId, UUID conversationId, Row target, Decision decision) {
        var message = target.getUUID("message_id");
        var refusal = message == null
                ? Boolean.TRUE.equals(target.getBoolean("incoming")) ? ReplyRefusal.UNANSWERABLE : ReplyRefusal.NOBODY
                : decision.recipients() == null ? target.getString("refusal") : null;
        if (message == null || refusal != null) {
            throw new Failure.Conflict("Your text can't be sent as a reply: " + refusal + ". Nothing was changed.");
        }
        var card = target.getUUID("card");
        return card != null
                ? decisions.decide(mailbox, sessionId, card, decision)
                : insert(mailbox, conversationId, message, Objects.requireNonNull(decision.edit()))
                        .chain(inserted -> decisions.decide(mailbox, sessionId, inserted, decision));
    }

    private static Uni<UUID> insert(Mailbox mailbox, UUID conversationId, UUID message, String text) {
        var id = IdentifierGenerator.next();
        return mailbox.client()
                .preparedQuery(INSERT)
                .execute(Tuple.of(
                        mailbox.userId(),
                        id,
                        conversationId,
                        message,
                        text,
                        mailbox.now().atOffset(ZoneOffset.UTC)))
                .replaceWith(id);
    }
}
