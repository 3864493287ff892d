package co.getanswers.mail;

/** The inboxes of connected mailboxes in which the message of a card lies. */
public final class InboxPlaces {
    /**
     * Selects {@code account_id}, once for each copy, for a row {@code a} of agent_actions; $1 is the user. The copies are looked
     * up by the message, which {@code offset 0} keeps apart from the user: a plan made before the server has statistics would
     * else read all of the user's for each card.
     */
    public static final String SQL = """
            select f.account_id
            from (select folder_id from folder_messages where message_id = a.message_id offset 0) l
            join mail_folders f on f.user_id = $1 and f.id = l.folder_id
            where f.role = 'inbox'
            union all
            select g.account_id
            from (select user_id, account_id from gmail_messages where message_id = a.message_id offset 0) g
            where g.user_id = $1""";

    private InboxPlaces() {}
}
