package co.getanswers.mailbox;

import co.getanswers.account.OutsidePermissions;
import co.getanswers.mailbox.gmail.GmailApi;
import co.getanswers.mailbox.gmail.GmailFailure;
import co.getanswers.mailbox.gmail.GmailOAuth.Tokens;
import co.getanswers.platform.Failure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/** Asks Google about permissions, on threads of its own. */
@ApplicationScoped
class GmailPermissions implements OutsidePermissions {
    private static final Logger LOG = Logger.getLogger(GmailPermissions.class);
    private static final int WAITING_PER_THREAD = 8;

    private static final String OF_USER = """
            select id, sealed_password::text as sealed
            from mail_accounts
            where provider = 'gmail'
              and (user_id = $1 or user_id in (select user_id from set_aside_accounts where owner_id = $1))""";

    private final GmailClients clients;
    private final AccountPasswords passwords;
    private final ConnectionThreads threads;

    GmailPermissions(GmailClients clients, AccountPasswords passwords, MailboxSettings settings) {
        this.clients = clients;
        this.passwords = passwords;
        var atOnce = settings.testsAtOnce();
        this.threads = new ConnectionThreads("gmail-permission", atOnce, atOnce * WAITING_PER_THREAD);
    }

    @PreDestroy
    void stop() {
        threads.stop();
    }

    /** A permission that was given, with the address of the mailbox. */
    record Granted(String email, String refreshToken) {
        /** Leaves the secret out, in case it ever reaches a log. */
        @Override
        public String toString() {
            return "Granted[" + email + "]";
        }
    }

    /**
     * Exchanges a code for a permission, and asks whose mailbox it is.
     *
     * @throws Failure.Invalid (in the Uni) if Google does not accept the code, or the permission is not enough
     */
    Uni<Granted> exchange(String code, String verifier, String redirect) {
        return threads.supply(() -> exchangeNow(code, verifier, redirect));
    }

    private Granted exchangeNow(String code, String verifier, String redirect) {
        try {
            Tokens tokens = clients.oauth().exchange(code, verifier, redirect);
            var refreshToken = Objects.requireNonNull(tokens.refresh());
            GmailApi mailbox = clients.mailbox(refreshToken);
            return new Granted(mailbox.profile().email(), refreshToken);
        } catch (GmailFailure failed) {
            throw switch (failed.kind()) {
                case PERMISSION_LOST ->
                    new Failure.Invalid("code", "is not valid, or was used already: connect Gmail again");
                case REFUSED, ABSENT, TOKEN_EXPIRED, TOO_LARGE ->
                    new Failure.Invalid("code", "was not accepted: " + failed.getMessage());
                case BUSY, UNREACHABLE -> new Failure.Unavailable(failed.getMessage(), Duration.ofSeconds(10));
            };
        } catch (IOException failed) {
            throw new Failure.Unavailable(String.valueOf(failed.getMessage()), Duration.ofSeconds(10));
        }
    }

    /** Has Google end a permission, without waiting for it; where that fails, the token is gone here nevertheless. */
    void revoke(UUID account, String sealed) {
        passwords.open(account, sealed).ifPresent(this::revoke);
    }

    @Override
    public Uni<Runnable> of(SqlClient client, UUID userId) {
        return client.preparedQuery(OF_USER)
                .execute(Tuple.of(userId))
                .map(rows -> () -> rows.forEach(row -> revoke(row.getUUID("id"), row.getString("sealed"))));
    }

    void revoke(String refreshToken) {
        try {
            threads.execute(() -> {
                try {
                    clients.oauth().revoke(refreshToken);
                } catch (IOException | RuntimeException failed) {
                    LOG.infof(
                            "A permission for Gmail was deleted here, and not revoked at Google: %s",
                            failed.getMessage());
                }
            });
        } catch (RejectedExecutionException full) {
            LOG.info("A permission for Gmail was deleted here, and not revoked at Google: too many at once");
        }
    }
}
