package co.getanswers.execution;

import co.getanswers.account.MailboxTransaction.Mailbox;
import co.getanswers.action.ExecutionStore;
import co.getanswers.action.Lease;
import co.getanswers.mail.InboxPlaces;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

/** Enqueues the mail of a filed card to leave the inboxes that it lies in, where the settings of their mailboxes want it. */
final class FiledMail {
    private static final String OUTCOME = "Filed. The mail is about to be moved out of the inbox.";

    /** Wakes the workers that hold the mailboxes, once the transaction has committed. */
    private static final String ENQUEUE = """
            with lying as (
              select distinct a.message_id, place.account_id
              from agent_actions a
              join lateral (
                %s
              ) place on true
              join mail_accounts x on x.user_id = $1 and x.id = place.account_id
              where a.user_id = $1 and a.id = $2 and x.on_file <> 'leave'
            ), queued as (
              insert into mail_moves (action_id, account_id, user_id, message_id, attempts, available_at)
              select $2, account_id, $1, message_id, 0, now() from lying
              on conflict do nothing
              returning account_id
            )
            select pg_notify('mail_accounts', account_id::text) from queued""".formatted(InboxPlaces.SQL);

    private FiledMail() {}

    static Uni<Void> enqueue(Mailbox mailbox, Lease lease, ExecutionStore executions) {
        return mailbox.client()
                .preparedQuery(ENQUEUE)
                .execute(Tuple.of(mailbox.userId(), lease.actionId()))
                .chain(queued -> queued.size() == 0
                        ? Uni.createFrom().voidItem()
                        : executions.tell(mailbox, lease.actionId(), OUTCOME));
    }
}
