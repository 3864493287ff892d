package co.getanswers;

import co.getanswers.TestAccounts.Account;
import co.getanswers.platform.IdentifierGenerator;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;

/** Mailboxes of tests. */
public final class MailAccounts {
    private MailAccounts() {}

    /** Inserts a paused mailbox of the user with an address, at servers that don't exist, past the test of them. */
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

    /**
     * Connects the mailbox of an account at servers of this machine, which know it by the account's id.
     *
     * @param tls of the IMAP server
     * @param settings further fields as JSON, each with a comma behind it
     */
    public static ValidatableResponse connect(Account account, int imap, String tls, int smtp, String settings) {
        return account.sends("""
                        {"addresses": ["%1$s"], "password": "secret", %2$s
                         "imap": {"host": "127.0.0.1", "port": %3$d, "tls": "%4$s", "username": "%5$s"},
                         "smtp": {"host": "127.0.0.1", "port": %6$d, "tls": "none", "username": "%5$s"}}""".formatted(account.email(), settings, imap, tls, account.id(), smtp))
                .post("/api/accounts")
                .then()
                .statusCode(201);
    }
}
