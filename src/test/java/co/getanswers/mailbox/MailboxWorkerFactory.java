package co.getanswers.mailbox;

import co.getanswers.intake.HandledElsewhere;
import co.getanswers.intake.Intake;
import co.getanswers.platform.MemoryBudget;
import co.getanswers.platform.Roles;
import co.getanswers.platform.database.BoundedPool;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Creates workers that read mailboxes, as other instances have them. */
@Singleton
class MailboxWorkerFactory {
    private final Supplier<MailboxWorker> workers;

    MailboxWorkerFactory(
            Roles roles,
            MailboxSettings settings,
            AccountLeases leases,
            AccountPasswords passwords,
            FolderStore folders,
            SentCopies copies,
            MailMoves moves,
            MailDrafts drafts,
            MailServers servers,
            GmailStore gmailStore,
            GmailClients gmailClients,
            GmailOutcomes gmailOutcomes,
            Intake intake,
            HandledElsewhere handled,
            MemoryBudget memory,
            MeterRegistry metrics,
            Vertx vertx,
            BoundedPool database) {
        workers = () -> new MailboxWorker(
                roles,
                settings,
                leases,
                passwords,
                folders,
                copies,
                moves,
                drafts,
                servers,
                gmailStore,
                gmailClients,
                gmailOutcomes,
                intake,
                handled,
                memory,
                metrics,
                vertx,
                database);
    }

    MailboxWorker create() {
        return workers.get();
    }
}
