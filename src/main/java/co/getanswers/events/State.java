package co.getanswers.events;

import io.vertx.mutiny.sqlclient.Row;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The version of what a user's client shows.
 *
 * @param mailbox changes with every change of the user's mail, objectives, actions and executions
 * @param accounts changes with the state of the user's mailboxes on other servers
 */
record State(String mailbox, String accounts) {
    private static final Pattern ID = Pattern.compile("([0-9]{1,20})\\.(-?[0-9]{1,20})");

    /**
     * Each transaction that changes a mailbox writes the row of its counters, so the row's version tells of all of them.
     * Parameters: sessions and their users, in parallel arrays. An ended session and a deleted account have no row.
     */
    static final String SQL = """
            select asked.session_id, k.xmin::text as mailbox,
                   (select coalesce(sum(hashtextextended(concat_ws('|', m.id, m.version, m.state, m.state_reason,
                                                                   m.messages_total, m.messages_done), 0)), 0)::text
                    from mail_accounts m
                    where m.user_id = k.user_id) as accounts
            from unnest($1::uuid[], $2::uuid[]) as asked (session_id, user_id)
            join sessions s on s.id = asked.session_id and s.user_id = asked.user_id and s.ended_at is null
                           and s.expires_at > now()
            join user_counters k on k.user_id = asked.user_id""";

    static State of(Row row) {
        return new State(row.getString("mailbox"), row.getString("accounts"));
    }

    /** Reads the id of an event; null if there is none, or it is not one of this service's. */
    static @Nullable State parse(@Nullable String id) {
        var parts = id == null ? null : ID.matcher(id);
        return parts != null && parts.matches() ? new State(parts.group(1), parts.group(2)) : null;
    }

    String id() {
        return mailbox + "." + accounts;
    }

    Change since(@Nullable State earlier) {
        return new Change(
                earlier == null || !earlier.mailbox.equals(mailbox),
                earlier == null || !earlier.accounts.equals(accounts));
    }
}
