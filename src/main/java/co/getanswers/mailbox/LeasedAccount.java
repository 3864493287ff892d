package co.getanswers.mailbox;

import co.getanswers.platform.EnumValue;
import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;

/**
 * An account that this worker holds.
 *
 * @param version of the person's settings
 * @param failures the attempts in a row that found no server
 * @param refusals the attempts in a row whose login was refused
 */
record LeasedAccount(
        UUID id,
        UUID userId,
        MailProvider provider,
        int version,
        ServerSettings imap,
        String sealedPassword,
        int failures,
        int refusals) {
    static final String COLUMNS =
            "a.id, a.user_id, a.provider, a.version, a.imap_host, a.imap_port, a.imap_tls, a.imap_username,"
                    + " a.sealed_password::text as sealed_password, a.failures, a.refusals";

    LeasedAccount withoutFailures() {
        return new LeasedAccount(id, userId, provider, version, imap, sealedPassword, 0, 0);
    }

    static LeasedAccount of(Row row) {
        return new LeasedAccount(
                row.getUUID("id"),
                row.getUUID("user_id"),
                EnumValue.parse(MailProvider.class, row.getString("provider")),
                row.getInteger("version"),
                new ServerSettings(
                        row.getString("imap_host"),
                        row.getInteger("imap_port"),
                        EnumValue.parse(TlsMode.class, row.getString("imap_tls")),
                        row.getString("imap_username")),
                row.getString("sealed_password"),
                row.getInteger("failures"),
                row.getInteger("refusals"));
    }
}
