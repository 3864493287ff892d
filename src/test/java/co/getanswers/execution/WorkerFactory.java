package co.getanswers.execution;

import co.getanswers.account.MailboxTransaction;
import co.getanswers.account.SendingLimits;
import co.getanswers.action.ExecutionSettings;
import co.getanswers.action.ExecutionStore;
import co.getanswers.delivery.AccountTransports;
import co.getanswers.delivery.Transport;
import co.getanswers.platform.Roles;
import co.getanswers.platform.database.BoundedPool;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;

/** Creates workers beside the application's, as other instances have them. */
@Singleton
class WorkerFactory {
    private final Roles roles;
    private final ExecutionSettings settings;
    private final Pool pool;
    private final MailboxTransaction mailboxes;
    private final SendingLimits limits;
    private final AccountTransports accounts;
    private final Vertx vertx;
    private final BoundedPool database;
    private final MeterRegistry metrics;

    WorkerFactory(
            Roles roles,
            ExecutionSettings settings,
            Pool pool,
            MailboxTransaction mailboxes,
            SendingLimits limits,
            AccountTransports accounts,
            Vertx vertx,
            BoundedPool database,
            MeterRegistry metrics) {
        this.roles = roles;
        this.settings = settings;
        this.pool = pool;
        this.mailboxes = mailboxes;
        this.limits = limits;
        this.accounts = accounts;
        this.vertx = vertx;
        this.database = database;
        this.metrics = metrics;
    }

    Worker create(Transport transport) {
        var executions = store();
        return new Worker(
                roles,
                settings,
                executions,
                runner(executions, transport),
                new ExecutionNotifications(vertx, database),
                metrics);
    }

    ExecutionStore store() {
        return new ExecutionStore(pool, mailboxes, settings, limits);
    }

    ExecutionRunner runner(ExecutionStore executions, Transport transport) {
        return new ExecutionRunner(pool, executions, transport, accounts, settings, metrics);
    }
}
