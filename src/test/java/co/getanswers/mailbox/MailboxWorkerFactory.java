package co.getanswers.mailbox;

import co.getanswers.intake.Intake;
import co.getanswers.platform.MemoryBudget;
import co.getanswers.platform.Roles;
import co.getanswers.platform.database.BoundedPool;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;

/** Creates workers that read mailboxes, as other instances have them. */
@Singleton
class MailboxWorkerFactory {
    private final Roles roles;
    private final MailboxSettings settings;
    private final AccountLeases leases;
    private final AccountPasswords passwords;
    private final FolderStore folders;
    private final SentCopies copies;
    private final MailServers servers;
    private final Intake intake;
    private final MemoryBudget memory;
    private final MeterRegistry metrics;
    private final Vertx vertx;
    private final BoundedPool database;

    MailboxWorkerFactory(
            Roles roles,
            MailboxSettings settings,
            AccountLeases leases,
            AccountPasswords passwords,
            FolderStore folders,
            SentCopies copies,
            MailServers servers,
            Intake intake,
            MemoryBudget memory,
            MeterRegistry metrics,
            Vertx vertx,
            BoundedPool database) {
        this.roles = roles;
        this.settings = settings;
        this.leases = leases;
        this.passwords = passwords;
        this.folders = folders;
        this.copies = copies;
        this.servers = servers;
        this.intake = intake;
        this.memory = memory;
        this.metrics = metrics;
        this.vertx = vertx;
        this.database = database;
    }

    MailboxWorker create() {
        return new MailboxWorker(
                roles, settings, leases, passwords, folders, copies, servers, intake, memory, metrics, vertx, database);
    }
}
