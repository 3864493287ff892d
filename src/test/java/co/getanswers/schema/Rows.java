package co.getanswers.schema;

import java.util.List;
import java.util.UUID;

/** A row in each table for one person, straight in SQL: no table may be left out. */
final class Rows {
    private static final List<String> INSERTS = List.of(
            "users VALUES (:user, :email, NULL, 'Ada', NULL, 'medium', NULL, now(), now())",
            "user_counters (user_id, pending_high, waiting_on_you) VALUES (:user, 1, 1)",
            "magic_links VALUES (:id, :user, :email, :email, now(), NULL, now())",
            "sessions VALUES (:session, :user, now(), now(), NULL)",
            "refresh_tokens VALUES (:id, :session, :email, now(), now(), NULL)",
            "sign_in_attempts VALUES (:id, 'magic-link-address', :email, now())",
            "leaders VALUES (:email, 'a process', now())",
            "policies VALUES (:id, :user, 'Money', '', '{}', true, now(), now())",
            "objectives VALUES (:objective, :user, 'Renewal', 'waiting_on_you', now(), now())",
            """
            conversations (id, user_id, objective_id, subject_key, participants, created_at, updated_at)
            VALUES (:conversation, :user, :objective, 'renewal', '[]', now(), now())""",
            """
            messages (id, user_id, conversation_id, gmail_message_id, message_id, sender_email, sender_name, subject,
                body_text, body_html, direction, sent_at, created_at)
            VALUES (:message, :user, :conversation, 'gmail-1', '1@example.org', 'cy@example.org', 'Cy', 'Renewal',
                'Shall we?', '', 'incoming', now(), now())""",
            "message_sources VALUES (:message, :user, 'deflate', 2, '\\x030000')",
            "thread_references VALUES (:user, '1@example.org', :conversation)",
            """
            agent_actions (id, user_id, conversation_id, message_id, action_type, proposed_content, confidence_score,
                risk_level, priority_score, status, category, created_at)
            VALUES (:action, :user, :conversation, :message, 'draft', 'Yes.', 0.9, 'high', 80, 'pending', 'client',
                now())""",
            """
            executions (id, user_id, action_id, status, attempts, available_at, created_at)
            VALUES (:id, :user, :action, 'queued', 0, now(), now())""",
            "automatic_answers VALUES (:user, 'cy@example.org', :action, now())",
            "sent_mail VALUES (:user, now(), 1)",
            "set_aside_accounts VALUES (:user, :user, now())",
            "known_clients VALUES (:user, 'client', now())",
            "idempotency_keys VALUES (:id, :user, 'one', 'ab', 201, null, '{}', now())",
            "mailbox_workers VALUES (:email, now())",
            """
            mail_accounts (id, user_id, provider, addresses, imap_host, imap_port, imap_tls, imap_username, smtp_host,
                smtp_port, smtp_tls, smtp_username, sealed_password, keeps_sent, state, version, messages_total,
                messages_done, leased_by, available_at, failures, refusals, created_at, updated_at)
            VALUES (:account, :user, 'imap', '{}', 'imap.example.org', 993, 'implicit', 'ada', 'smtp.example.org', 465,
                'implicit', 'ada', '{}', true, 'live', 0, 0, 0, :email, now(), 0, 0, now(), now())""",
            "mail_folders VALUES (:folder, :user, :account, 'INBOX', 'inbox', 1, 1, 1, 1, 1)",
            "folder_messages VALUES (:folder, 1, :message)",
            "sent_copies VALUES (:message, :user, :account, '\\x00')",
            "mail_drafts (id, user_id, account_id, action_id, state, attempts)"
                    + " VALUES (:id, :user, :account, :action, 'none', 0)",
            "mail_moves VALUES (:action, :account, :user, :message, null, 0, now(), null)",
            "gmail_authorisations VALUES (:id, :user, :session, left(:email, 64), '{}', now(), now())",
            "gmail_mailboxes VALUES (:account, :user, '7', null, true, null, true)",
            "gmail_messages VALUES (:account, 'gmail-1', :user, 'thread-1', :message)",
            "gmail_drafts VALUES (:action, :user, :account, 'draft-1', false)");

    private Rows() {}

    static void of(UUID user, Database database) {
        for (var insert : INSERTS) {
            database.execute(("INSERT INTO " + insert)
                    .replace(":user", quoted(user))
                    .replace(":email", "'" + user + "@example.com'")
                    .replaceAll(":id\\b", "gen_random_uuid()")
                    .replace(":session", quoted(of(user, "session")))
                    .replace(":objective", quoted(of(user, "objective")))
                    .replace(":conversation", quoted(of(user, "conversation")))
                    .replace(":message", quoted(of(user, "message")))
                    .replace(":action", quoted(of(user, "action")))
                    .replace(":account", quoted(of(user, "account")))
                    .replace(":folder", quoted(of(user, "folder"))));
        }
    }

    /** The id of the user's thing of this name. */
    static UUID of(UUID user, String thing) {
        return UUID.nameUUIDFromBytes((user + thing).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String quoted(UUID id) {
        return "'" + id + "'";
    }
}
