package co.getanswers.mailbox;

import co.getanswers.platform.Failure;
import co.getanswers.platform.Failure.FieldError;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;

/** Tries both servers of an account before it is stored. */
@ApplicationScoped
class ConnectionTest {
    private static final int LONGEST_LITERAL = 64 * 1024;
    private static final int WAITING_PER_THREAD = 4;

    private final MailServers servers;
    private final ConnectionThreads threads;

    ConnectionTest(MailServers servers, MailboxSettings settings) {
        this.servers = servers;
        var atOnce = settings.testsAtOnce();
        this.threads = new ConnectionThreads("mailbox-test", atOnce, atOnce * WAITING_PER_THREAD);
    }

    @PreDestroy
    void stop() {
        threads.stop();
    }

    /**
     * Logs in to both servers.
     *
     * @throws Failure.Invalid (in the Uni) with the reason of each server that does not accept it
     */
    Uni<Void> run(ServerSettings imap, ServerSettings smtp, String password) {
        return threads.<Void>supply(() -> {
            attempt(imap, smtp, password);
            return null;
        });
    }

    private void attempt(ServerSettings imap, ServerSettings smtp, String password) {
        var errors = new ArrayList<FieldError>();
        try (var connection = servers.imap(imap, password, LONGEST_LITERAL)) {
            connection.logOut();
        } catch (IOException | RefusedLogin failed) {
            errors.add(new FieldError("imap", reason(failed)));
        }
        // A wrong password at both would count twice towards the server's lock.
        if (errors.isEmpty()) {
            try {
                servers.attemptSubmission(smtp, password);
            } catch (IOException | RefusedLogin failed) {
                errors.add(new FieldError("smtp", reason(failed)));
            }
        }
        if (!errors.isEmpty()) {
            throw new Failure.Invalid(errors);
        }
    }

    private static String reason(Exception failed) {
        return failed instanceof UnreachableServer || failed instanceof RefusedLogin
                ? String.valueOf(failed.getMessage())
                : "The server does not answer as it should.";
    }
}
