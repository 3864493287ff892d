package co.getanswers.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.getanswers.TestSql;
import co.getanswers.account.MailboxTransaction;
import co.getanswers.account.SendingLimits;
import co.getanswers.action.Decider;
import co.getanswers.action.ExecutionSettings;
import co.getanswers.action.ExecutionStore;
import co.getanswers.action.Lease;
import co.getanswers.delivery.DeliveryFailure;
import co.getanswers.delivery.ScriptedSmtpServer;
import co.getanswers.delivery.Transport;
import co.getanswers.platform.Role;
import co.getanswers.platform.Roles;
import co.getanswers.triage.ActionType;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several workers on one outbox, beside the application's own. */
@QuarkusTest
@TestProfile(WorkProfile.class)
class WorkersTest {
    Map<String, String> script;
    ScriptedSmtpServer server;

    @Inject
    Roles roles;

    @Inject
    ExecutionSettings settings;

    @Inject
    Pool pool;

    @Inject
    MailboxTransaction mailboxes;

    @Inject
    SendingLimits limits;

    @Inject
    Transport transport;

    @Inject
    WorkerFactory factory;

    @BeforeEach
    void friendly() {
        script.clear();
    }

    @Test
    void anyNumberShareTheWorkAndEveryThreadKeepsItsOrder() throws Exception {
        assertThat(roles.has(Role.WORKER)).isTrue();
        var carriedOut = new ArrayList<AtomicInteger>();
        var workers = new ArrayList<Worker>();
        for (var i = 0; i < 3; i++) {
            var count = new AtomicInteger();
            carriedOut.add(count);
            workers.add(factory.create((reply, gate) -> {
                count.incrementAndGet();
                return transport.send(reply, gate);
            }));
        }
        try (var connection = TestSql.connection()) {
            var person = new ApprovedActions(connection);
            workers.forEach(Worker::start);
            var threads = new ArrayList<List<UUID>>();
            for (var i = 0; i < 20; i++) {
                threads.add(person.thread(5));
            }

            await("all to be done").atMost(Duration.ofMinutes(1)).until(() -> done(person) == 100);

            var sent = server.accepted().stream()
                    .map(mail -> mail.lines()
                            .filter(line -> line.startsWith("Message-ID: "))
                            .findFirst()
                            .orElseThrow())
                    .collect(Collectors.toList());
            for (var thread : threads) {
                var inOrder = thread.stream()
                        .map(action -> "Message-ID: <" + action + "@owner.example>")
                        .toList();
                assertThat(sent.stream().filter(inOrder::contains)).containsExactlyElementsOf(inOrder);
            }
            assertThat(carriedOut).allSatisfy(count -> assertThat(count).hasPositiveValue());
        } finally {
            workers.forEach(worker -> worker.stop(new ShutdownEvent()));
        }
    }

    @Test
    void whoStopsGivesBackWhatDoesNotEnd() throws Exception {
        var begun = new CountDownLatch(1);
        // Takes the connection, and nothing ever comes.
        var hanging = factory.create((reply, gate) -> {
            begun.countDown();
            var never = new CountDownLatch(1);
            try {
                gate.over(never::countDown);
                never.await();
            } catch (Exception interrupted) {
                throw new IllegalStateException(interrupted);
            }
            throw new DeliveryFailure(DeliveryFailure.Kind.TEMPORARY, "The connection was closed", null);
        });
        script.put("GREETING", "421 only the other one");
        try (var connection = TestSql.connection()) {
            var person = new ApprovedActions(connection);
            hanging.start();
            for (var i = 0; begun.getCount() > 0 && i < 100; i++) {
                person.thread(1);
                begun.await(100, TimeUnit.MILLISECONDS);
            }

            hanging.stop(new ShutdownEvent());
            script.clear();

            await("all to be done")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> TestSql.value(
                                    Long.class,
                                    "select count(*) from executions where user_id = ? and status not in ('done', 'failed')",
                                    person.owner())
                            == 0);
        }
    }

    @Test
    void aMailThatMayHaveLeftIsNotReleasedWhenThatCantBeRecorded() throws Exception {
        var releases = new AtomicInteger();
        var executions = new ExecutionStore(pool, mailboxes, settings, limits) {
            @Override
            public Uni<Void> markUnknown(Lease lease, String reason) {
                return Uni.createFrom().failure(new IllegalStateException("The database refused the statement"));
            }

            @Override
            public Uni<Void> release(Lease lease) {
                releases.incrementAndGet();
                return super.release(lease);
            }
        };
        var lease = leasedByAnother("sending");

        run(lease, executions, (reply, gate) -> {
            throw new DeliveryFailure(DeliveryFailure.Kind.UNCERTAIN, "The server did not answer", null);
        });

        assertThat(releases).hasValue(0);
        assertThat(column(lease, "status")).isEqualTo("sending");
    }

    @Test
    void aFaultOfTheProgramIsRetriedWithAPauseAndGivenUpInTheEnd() throws Exception {
        var first = leasedByAnother("queued");
        var last = leasedByAnother("queued");
        TestSql.execute("update executions set attempts = ? where id = ?", settings.maxAttempts(), last.id());
        var lastAttempt = new Lease(
                last.id(), last.userId(), last.actionId(), last.type(), last.decider(), settings.maxAttempts(), 0);
        Transport faulty = (reply, gate) -> {
            throw new IllegalStateException("A fault");
        };

        run(first, factory.store(), faulty);
        run(lastAttempt, factory.store(), faulty);

        assertThat(column(first, "concat(status, ' ', available_at > created_at, ' ', attempts)"))
                .isIn("queued t 1", "queued t 2", "sending t 2", "done t 2");
        assertThat(column(last, "status")).isEqualTo("failed");
        assertThat(column(last, "last_error")).contains("its log has the cause", "Given up after");
    }

    @Test
    void anAttemptWhileTheServerRefusesTheServiceDoesNotCount() throws Exception {
        var max = settings.maxAttempts();
        var paused = leasedByAnother("queued");
        var executions = factory.store();
        Transport refusing = (reply, gate) -> {
            throw new DeliveryFailure(
                    DeliveryFailure.Kind.REFUSED_SERVICE, "A wrong password", null, Duration.ofHours(1));
        };
        Transport full = (reply, gate) -> {
            throw new DeliveryFailure(DeliveryFailure.Kind.TEMPORARY, "The mailbox is full", null);
        };

        run(paused, executions, refusing);
        assertThat(column(paused, "concat(status, ' ', attempts, ' ', uncounted)"))
                .isEqualTo("queued 1 1");

        TestSql.execute(
                "update executions set attempts = ?, uncounted = ?, leased_until = now() + interval '1 hour' where id = ?",
                max,
                max - 1,
                paused.id());
        var next = new Lease(
                paused.id(), paused.userId(), paused.actionId(), paused.type(), paused.decider(), max, max - 1);
        run(next, executions, full);
        assertThat(column(paused, "concat(status, ' ', last_error)")).isEqualTo("queued The mailbox is full");
    }

    private void run(Lease lease, ExecutionStore executions, Transport by) {
        factory.runner(executions, by)
                .attempt(lease, new DatabaseRetry(() -> false))
                .run();
    }

    /** The only execution of a new thread, which no worker of this application takes. */
    private static Lease leasedByAnother(String status) throws Exception {
        try (var connection = TestSql.connection()) {
            connection.setAutoCommit(false);
            var person = new ApprovedActions(connection);
            var action = person.thread(1).get(0);
            try (var leased = connection.prepareStatement("""
                    update executions
                    set status = ?, attempts = 1, leased_by = 'another', leased_until = now() + interval '1 hour'
                    where action_id = ?""")) {
                leased.setString(1, status);
                leased.setObject(2, action);
                leased.executeUpdate();
            }
            connection.commit();
            var id = TestSql.value(UUID.class, "select id from executions where action_id = ?", action);
            return new Lease(id, person.owner(), action, ActionType.DRAFT, Decider.PERSON, 1, 0);
        }
    }

    private static String column(Lease lease, String column) {
        return TestSql.value(String.class, "select " + column + " from executions where id = ?", lease.id());
    }

    private static long done(ApprovedActions person) {
        return TestSql.value(
                Long.class, "select count(*) from executions where user_id = ? and status = 'done'", person.owner());
    }
}
