package co.getanswers.mailbox;

import co.getanswers.action.UncertainReplies;
import co.getanswers.delivery.Reply;
import co.getanswers.delivery.ReplyContext;
import co.getanswers.mailbox.gmail.GmailApi;
import co.getanswers.mailbox.gmail.GmailFailure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * Asks Gmail what became of replies of which it is not known whether they were sent, on threads that may block. A draft that
 * can be removed was not sent, and can't be any more, by whichever worker; one that is gone was sent, if it lies in the sent mail.
 * One that is gone and does not lie there may have been removed by the person: it stays unknown.
 */
@ApplicationScoped
class GmailOutcomes {
    private static final Logger LOG = Logger.getLogger(GmailOutcomes.class);
    private static final Duration LONGEST_STATEMENT = Duration.ofMinutes(1);

    /** Later than that, Gmail's answer does not change any more. */
    private static final String OPEN = """
            select d.action_id, d.draft_id, e.attempts
            from gmail_drafts d
            join executions e on e.user_id = $1 and e.action_id = d.action_id
            where d.user_id = $1 and d.account_id = $2 and d.begun and e.status = 'unknown' and e.proof is null
              and e.finished_at > now() - interval '1 day'
            order by e.finished_at
            limit 20""";

    private final Pool pool;
    private final UncertainReplies replies;

    GmailOutcomes(Pool pool, UncertainReplies replies) {
        this.pool = pool;
        this.replies = replies;
    }

    private record Open(UUID actionId, String draftId, int attempt) {
        static Open of(Row row) {
            return new Open(row.getUUID("action_id"), row.getString("draft_id"), row.getInteger("attempts"));
        }
    }

    void settle(LeasedAccount account, GmailApi mailbox) throws IOException {
        for (var open : open(account)) {
            try {
                settle(account, mailbox, open);
            } catch (GmailFailure failed) {
                switch (failed.kind()) {
                    case ABSENT, REFUSED, TOO_LARGE ->
                        LOG.debugf(failed, "Gmail does not tell whether a draft was sent");
                    case BUSY, PERMISSION_LOST, TOKEN_EXPIRED, UNREACHABLE -> throw failed;
                }
            }
        }
    }

    private List<Open> open(LeasedAccount account) {
        return StreamSupport.stream(
                        answered(pool.preparedQuery(OPEN).execute(Tuple.of(account.userId(), account.id())))
                                .spliterator(),
                        false)
                .map(Open::of)
                .toList();
    }

    /** Leaves a reply alone that was tried again since the list was read: that attempt has the draft. */
    private void settle(LeasedAccount account, GmailApi mailbox, Open open) throws IOException {
        var messageId = messageId(account, open);
        var holder = "gmail-" + UUID.randomUUID();
        if (messageId.isEmpty() || !answered(replies.hold(account.userId(), open.actionId(), open.attempt(), holder))) {
            return;
        }
        try {
            ask(account, mailbox, open, messageId.get());
        } finally {
            letGo(account, open, holder);
        }
    }

    private void ask(LeasedAccount account, GmailApi mailbox, Open open, String messageId) throws IOException {
        var drafts = new GmailDrafts(pool, account.userId(), account.id());
        if (mailbox.deleteDraft(open.draftId())) {
            answered(replies.notSent(
                    account.userId(),
                    open.actionId(),
                    open.attempt(),
                    locked -> drafts.forget(locked.client(), open.actionId(), open.draftId())));
            return;
        }
        var sent = mailbox.sent(messageId);
        // The draft is remembered: an attempt that a retry has enqueued meanwhile must ask for the sent mail, too.
        if (sent.isPresent()) {
            answered(replies.sent(account.userId(), open.actionId(), open.attempt(), sent.get()));
        }
    }

    private void letGo(LeasedAccount account, Open open, String holder) {
        try {
            answered(replies.letGo(account.userId(), open.actionId(), holder));
        } catch (RuntimeException unavailable) {
            LOG.debugf(unavailable, "The reply %s is held until that runs out", open.actionId());
        }
    }

    private Optional<String> messageId(LeasedAccount account, Open open) {
        var context = answered(ReplyContext.read(pool, account.userId(), open.actionId()));
        try {
            return context == null
                    ? Optional.empty()
                    : Optional.of(Reply.compose(context, context.readAt()).messageId());
        } catch (Reply.Unanswerable unanswerable) {
            return Optional.empty();
        }
    }

    private static <T> T answered(Uni<T> asked) {
        return asked.await().atMost(LONGEST_STATEMENT);
    }
}
