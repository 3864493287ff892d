package co.getanswers;

import co.getanswers.account.User;
import co.getanswers.auth.AccountCreation;
import co.getanswers.intake.MailboxImport;
import co.getanswers.mail.Message;
import co.getanswers.mailbox.DemoMailbox;
import co.getanswers.platform.DevDirectory;
import co.getanswers.platform.database.SchemaReady;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Makes an account with a mailbox in an empty database in dev mode; its mail comes in by itself. */
@IfBuildProfile("dev")
@ApplicationScoped
public class DemoAccount {
    private static final Logger LOG = Logger.getLogger(DemoAccount.class);
    private static final String EMAIL = "demo@getanswers.example";
    private static final String PASSWORD_FILE = "demo-password";
    private static final String SHOWN = DemoAccount.class.getName() + ".shown";

    private final AccountCreation accounts;
    private final MailboxImport mailboxImport;
    private final DemoMailbox mailbox;
    private final int port;

    DemoAccount(
            AccountCreation accounts,
            MailboxImport mailboxImport,
            DemoMailbox mailbox,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.accounts = accounts;
        this.mailboxImport = mailboxImport;
        this.mailbox = mailbox;
        this.port = port;
    }

    void onSchemaReady(@Observes SchemaReady ready) {
        try {
            var password = DevDirectory.secret(PASSWORD_FILE);
            var demo = await(() -> Panache.withSession(() -> User.findByEmail(EMAIL)));
            if (demo.isEmpty() && await(() -> Panache.withSession(() -> User.count())) > 0) {
                return;
            }
            var userId = demo.isPresent() ? demo.get().id : await(() -> register(password)).id;
            mailbox.begin(userId, EMAIL, password, () -> loadWhereEmpty(userId));
            // Once per process: a live reload comes here too.
            if (System.setProperty(SHOWN, "true") == null) {
                LOG.info(firstSteps(password));
            }
        } catch (Throwable failed) {
            LOG.error("The demo account was not loaded", failed);
        }
    }

    /** Registers the account as one whose address is proved: its mail leaves for a folder. */
    private Uni<User> register(String password) {
        return accounts.register(EMAIL, password, "Dana Reyes")
                .call(user -> Panache.withTransaction(
                        () -> User.update("emailVerifiedAt = createdAt where id = ?1", user.id)));
    }

    /** Imports the mail where it does not come from the mailbox. */
    private void loadWhereEmpty(UUID userId) {
        try {
            if (await(() -> Panache.withSession(() -> Message.count("userId", userId))) == 0) {
                load(userId);
            }
        } catch (Throwable failed) {
            LOG.error("The demo account has no mail", failed);
        }
    }

    private void load(UUID userId) throws IOException {
        try (var mailbox = getClass().getResourceAsStream("/demo/mailbox.mbox")) {
            if (mailbox == null) {
                throw new IOException("demo/mailbox.mbox is not on the class path");
            }
            mailboxImport.run(userId, mailbox);
        }
    }

    private static <T> T await(Supplier<Uni<T>> work) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(work);
    }

    private String firstSteps(String password) {
        return """
                The demo account is there, and its mail comes in from a mailbox. Sign in as %1$s with the password %2$s

                at http://localhost:%3$d in the browser, or in a shell:

                  API=http://localhost:%3$d/api
                  TOKEN=$(curl -s $API/auth/login -H 'Content-Type: application/json' \\
                    -d '{"email":"%1$s","password":"%2$s"}' | sed -E 's/.*"access_token":"([^"]*)".*/\\1/')

                Three calls to try first: the queue, the statistics and the conversations.

                  curl -s $API/queue -H "Authorization: Bearer $TOKEN"
                  curl -s $API/stats -H "Authorization: Bearer $TOKEN"
                  curl -s $API/conversations -H "Authorization: Bearer $TOKEN"

                All calls: http://localhost:%3$d/q/swagger-ui
                """.formatted(EMAIL, password, port);
    }
}
