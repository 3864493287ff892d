package co.getanswers.mailbox;

import co.getanswers.delivery.AccountTransports;
import co.getanswers.delivery.DeliveryFailure;
import co.getanswers.delivery.DeliveryFailure.Kind;
import co.getanswers.delivery.DeliverySettings;
import co.getanswers.delivery.Transport;
import co.getanswers.platform.EnumValue;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The submission servers of accounts, or Gmail's own interface, as transports of replies. */
@ApplicationScoped
class AccountSubmission implements AccountTransports {
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private static final String LOGIN = """
            select provider, smtp_host, smtp_port, smtp_tls, smtp_username, sealed_password::text as sealed_password
            from mail_accounts
            where user_id = $1 and id = $2""";

    private final Pool pool;
    private final AccountPasswords passwords;
    private final MailServers servers;
    private final GmailClients gmail;
    private final DeliverySettings settings;

    AccountSubmission(
            Pool pool, AccountPasswords passwords, MailServers servers, GmailClients gmail, DeliverySettings settings) {
        this.pool = pool;
        this.passwords = passwords;
        this.servers = servers;
        this.gmail = gmail;
        this.settings = settings;
    }

    @Override
    public Transport of(UUID userId, UUID accountId) throws DeliveryFailure {
        var rows = pool.preparedQuery(LOGIN)
                .execute(Tuple.of(userId, accountId))
                .await()
                .atMost(ANSWER)
                .iterator();
        if (!rows.hasNext()) {
            throw temporary("The mailbox was disconnected at this moment.", null);
        }
        var row = rows.next();
        var password = passwords
                .open(accountId, row.getString("sealed_password"))
                .orElseThrow(() -> temporary(
                        "The service can't open the stored password of the mailbox: send the password again.", null));
        if (EnumValue.parse(MailProvider.class, row.getString("provider")) == MailProvider.GMAIL) {
            return new GmailTransport(gmail.mailbox(password), new GmailDrafts(pool, userId, accountId));
        }
        try {
            return servers.submission(server(row), password).transport(settings.smtpTimeout());
        } catch (IOException unreachable) {
            throw temporary(String.valueOf(unreachable.getMessage()), unreachable);
        }
    }

    private static ServerSettings server(Row row) {
        return new ServerSettings(
                row.getString("smtp_host"),
                row.getInteger("smtp_port"),
                EnumValue.parse(TlsMode.class, row.getString("smtp_tls")),
                row.getString("smtp_username"));
    }

    private static DeliveryFailure temporary(String reason, @Nullable Throwable cause) {
        return new DeliveryFailure(Kind.TEMPORARY, reason, cause, Duration.ZERO);
    }
}
