package co.getanswers.mail;

/** The inboxes of connected mailboxes in which the message of a card lies. */
public final class InboxPlaces {
    /** Selects {@code account_id}, once for each copy, for a row {@code a} of agent_actions; $1 is the user. */
    public static final String SQL = """
            select f.account_id
            from folder_messages l
            join mail_folders f on f.user_id = $1 and f.id = l.folder_id
            where l.message_id = a.message_id and f.role = 'inbox'
            union all
            select g.account_id from gmail_messages g where g.user_id = $1 and g.message_id = a.message_id""";

    private InboxPlaces() {}
}
