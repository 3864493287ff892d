package co.getanswers;

import co.getanswers.platform.IdentifierGenerator;
import java.util.UUID;

/** Connected mailboxes in the database, past the test of their servers. */
public final class MailAccounts {
    private MailAccounts() {}

    /** A paused mailbox of the user with an address, at servers that don't exist. */
    public static UUID insert(String email) {
        var id = IdentifierGenerator.next();
        TestSql.execute("""
                insert into mail_accounts (
                  id, user_id, provider, addresses, imap_host, imap_port, imap_tls, imap_username, smtp_host, smtp_port,
                  smtp_tls, smtp_username, sealed_password, keeps_sent, state, version, messages_total, messages_done,
                  available_at, failures, refusals, created_at, updated_at)
                select ?, id, 'imap', array['box@owner.example'], 'imap.invalid', 993, 'implicit', 'box', 'smtp.invalid', 465,
                       'implicit', 'box', '{}', true, 'paused', 0, 0, 0, now(), 0, 0, now(), now()
                from users
                where email = ?""", id, email);
        return id;
    }
}
