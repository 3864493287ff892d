package co.getanswers.mailbox;

import co.getanswers.intake.HandledElsewhere;
import co.getanswers.intake.Intake;
import co.getanswers.mailbox.FolderStore.LeaseLost;
import co.getanswers.mailbox.MailboxSync.LockedPassword;
import co.getanswers.mailbox.gmail.GmailFailure;
import co.getanswers.platform.MemoryBudget;
import co.getanswers.platform.Role;
import co.getanswers.platform.Roles;
import co.getanswers.platform.database.BoundedPool;
import co.getanswers.platform.database.ChannelListener;
import co.getanswers.platform.database.OutageLog;
import co.getanswers.platform.database.SchemaReady;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads mailboxes in the role {@code worker}: holds a share of the accounts, gives each a session, and wakes the sessions
 * that have waited long enough.
 */
@ApplicationScoped
public class MailboxWorker {
    private static final Logger LOG = Logger.getLogger(MailboxWorker.class);
    private static final OutageLog OUTAGES = new OutageLog(MailboxWorker.class);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final Duration LONGEST_TURN = Duration.ofMinutes(10);
    private static final Duration COUNT_EVERY = Duration.ofSeconds(30);

    /** The accounts taken at once, so that several workers that start together share them from the beginning. */
    private static final int TAKEN_AT_ONCE = 50;

    private final String id = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    private final Roles roles;
    private final MailboxSettings settings;
    private final AccountLeases leases;
    private final AccountPasswords passwords;
    private final MeterRegistry metrics;
    private final MailDrafts drafts;
    private final MailboxSync sync;
    private final GmailSync gmail;
    private final GmailClients gmailClients;
    private final GmailOutcomes gmailOutcomes;
    private final ChannelListener changes;
    private final Map<UUID, AccountSession> sessions = new ConcurrentHashMap<>();
    /** The versions of accounts with drafts, as of their latest look by the dispatcher. */
    private final Map<UUID, String> draftVersions = new HashMap<>();

    private final Semaphore news = new Semaphore(0);
    private int workers;
    private int share;
    private long countedAt;
    private volatile boolean recounted = true;

    @SuppressWarnings("NullAway.Init") // Set by start(), before the dispatcher.
    private ExecutorService threads;

    @SuppressWarnings("NullAway.Init")
    private IdleWatch watch;

    private @Nullable Thread dispatcher;
    private volatile boolean stopping;

    MailboxWorker(
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
        this.roles = roles;
        this.settings = settings;
        this.leases = leases;
        this.passwords = passwords;
        this.metrics = metrics;
        this.drafts = drafts;
        this.sync = new MailboxSync(
                id,
                servers,
                passwords,
                leases,
                folders,
                copies,
                new ImapFiling(id, moves, memory),
                new ImapDrafts(id, drafts, memory),
                intake,
                handled,
                memory);
        this.gmail = new GmailSync(
                id,
                gmailClients,
                passwords,
                leases,
                gmailStore,
                new GmailFiling(id, moves),
                new GmailCardDrafts(id, drafts, memory, gmailStore::drafts),
                intake,
                handled,
                memory);
        this.gmailClients = gmailClients;
        this.gmailOutcomes = gmailOutcomes;
        this.changes = new ChannelListener(
                vertx,
                database,
                AccountLeases.CHANNEL,
                "The worker can't listen for changes of mailboxes; it finds them by polling");
    }

    void onSchemaReady(@Observes SchemaReady ready) throws IOException {
        if (!roles.has(Role.WORKER)) {
            return;
        }
        if (passwords.hasKey()) {
            start();
        } else {
            LOG.info("Mailboxes are not read: GETANSWERS_CREDENTIALS_KEY is not set");
        }
    }

    synchronized void start() throws IOException {
        if (stopping) {
            return;
        }
        watch = new IdleWatch();
        threads = Executors.newFixedThreadPool(settings.concurrency(), task -> thread("mailbox", task));
        dispatcher = thread("mailbox-dispatch", this::dispatch);
        dispatcher.start();
        changes.start(new ChannelListener.Audience() {
            @Override
            public void listening() {
                recount();
            }

            @Override
            public void heard(String payload) {
                if (payload.isEmpty()) {
                    recount();
                } else {
                    wake(payload);
                }
            }
        });
        metrics.gaugeMapSize("getanswers.mailbox.sessions", List.of(), sessions);
    }

    private void recount() {
        recounted = true;
        news.release();
    }

    /** Wakes the session of an account, if this worker has it. */
    private void wake(String account) {
        sessions.values().stream()
                .filter(session -> session.account().id().toString().equals(account))
                .forEach(AccountSession::wake);
    }

    private static Thread thread(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(MailboxWorker.class.getClassLoader());
        return thread;
    }

    private void dispatch() {
        while (!stopping) {
            try {
                share();
                follow(answered(leases.held(id)));
                take();
                wakeThoseWithOtherCards();
            } catch (RuntimeException failed) {
                OUTAGES.report("Mailboxes are not shared out; the worker tries again: " + failed.getMessage());
                LOG.debug("Mailboxes are not shared out", failed);
            }
            wakeThoseThatWaited();
            pause();
        }
    }

    private void share() {
        var now = System.nanoTime();
        var present = answered(leases.renew(id, settings.lease()));
        if (recounted || present != workers || now - countedAt > COUNT_EVERY.toNanos()) {
            recounted = false;
            workers = present;
            countedAt = now;
            share = FairShare.of(answered(leases.count()), present, settings.accountsPerWorker());
        }
    }

    /** Ends the sessions of accounts that others hold or that the person has changed, and starts those that are missing. */
    private void follow(List<LeasedAccount> held) {
        var byId = held.stream().collect(Collectors.toMap(LeasedAccount::id, Function.identity()));
        var left = new ArrayList<UUID>();
        for (var session : List.copyOf(sessions.values())) {
            var account = session.account();
            var current = byId.get(account.id());
            if ((current == null || current.version() != account.version()) && sessions.remove(account.id(), session)) {
                session.end();
                if (current == null) {
                    left.add(account.id());
                }
            }
        }
        var excess = FairShare.excess(sessions.size(), share);
        sessions.values().stream().limit(excess).toList().forEach(session -> {
            sessions.remove(session.account().id(), session);
            session.end();
            left.add(session.account().id());
        });
        if (!left.isEmpty()) {
            answered(leases.release(id, left));
        }
        held.stream().filter(account -> !left.contains(account.id())).forEach(this::begin);
    }

    private void take() {
        var free = Math.min(TAKEN_AT_ONCE, share - sessions.size());
        if (free > 0) {
            var taken = answered(leases.take(id, free));
            taken.forEach(this::begin);
            if (taken.size() == TAKEN_AT_ONCE) {
                news.release();
            }
        }
    }

    private void begin(LeasedAccount account) {
        sessions.computeIfAbsent(account.id(), absent -> {
            var session = session(account);
            session.wake();
            return session;
        });
    }

    private AccountSession session(LeasedAccount account) {
        return switch (account.provider()) {
            case GMAIL ->
                new GmailSession(account, gmail, gmailOutcomes, gmailClients.checkEvery(), threads, this::ended);
            case IMAP -> new ImapSession(account, sync, watch, settings.checkEvery(), threads, this::ended);
        };
    }

    /** Wakes the sessions whose drafts may have to change, because the cards of their owners did. */
    private void wakeThoseWithOtherCards() {
        var versions = answered(drafts.versions(id));
        draftVersions.keySet().retainAll(versions.keySet());
        versions.forEach((account, version) -> {
            var session = sessions.get(account);
            if (session != null && !version.equals(draftVersions.put(account, version))) {
                session.wake();
            }
        });
    }

    private void wakeThoseThatWaited() {
        var now = System.nanoTime();
        for (var session : sessions.values()) {
            if (session.isDue(now)) {
                session.wake();
            } else if (session.isStuck(now) || session.busyFor(now) > LONGEST_TURN.toNanos()) {
                session.end();
            }
        }
    }

    /** Frees the account before its session goes: another one at once would hammer at the server. */
    private void ended(AccountSession session, Exception cause) {
        var account = session.account();
        if (sessions.get(account.id()) != session || stopping) {
            return;
        }
        try {
            if (!(cause instanceof LeaseLost)) {
                metrics.counter("getanswers.mailbox.failures", "kind", kind(cause))
                        .increment();
                answered(leases.leave(id, account, retreat(account, cause)));
            }
        } catch (RuntimeException unrecorded) {
            LOG.debugf(unrecorded, "The mailbox %s stays with this worker", account.id());
        } finally {
            sessions.remove(account.id(), session);
        }
    }

    private static String kind(Exception cause) {
        var refused = cause instanceof RefusedLogin
                || cause instanceof GmailFailure failure && failure.kind() == GmailFailure.Kind.PERMISSION_LOST;
        return refused ? "refused" : cause instanceof RuntimeException ? "fault" : "unreachable";
    }

    private static Retreat retreat(LeasedAccount account, Exception cause) {
        var random = ThreadLocalRandom.current().nextDouble();
        if (cause instanceof RefusedLogin refused) {
            return Retreat.refused(account, refused.getMessage(), random);
        }
        if (cause instanceof GmailFailure failure) {
            return Retreat.gmail(account, failure, random);
        }
        if (cause instanceof LockedPassword) {
            return Retreat.unreachable(
                    account,
                    account.provider() == MailProvider.GMAIL
                            ? "The service can't open the stored permission with its key: connect Gmail again."
                            : "The service can't open the stored password with its key: send the password again.",
                    random);
        }
        if (cause instanceof RuntimeException fault) {
            LOG.errorf(fault, "The mailbox %s could not be read", account.id());
            return Retreat.unreachable(account, "The service failed; its log has the cause.", random);
        }
        return Retreat.unreachable(
                account,
                UnreachableServer.causeOf(
                                cause, "The connection to " + account.imap().host() + " was lost; it is opened again.")
                        .getMessage(),
                random);
    }

    private void pause() {
        try {
            if (!stopping && news.tryAcquire(settings.pollInterval().toMillis(), TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> T answered(Uni<T> asked) {
        return asked.await().atMost(ANSWER);
    }

    /** Ends all sessions and frees their accounts; afterwards nothing writes to the database any more. */
    synchronized void stop(@Observes ShutdownEvent stopped) throws IOException {
        stopping = true;
        if (dispatcher == null) {
            return;
        }
        changes.stop();
        news.release();
        try {
            dispatcher.join(STOP.toMillis());
            sessions.values().forEach(AccountSession::end);
            threads.shutdown();
            if (!threads.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
            answered(leases.end(id));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unavailable) {
            LOG.debug("The mailboxes stay with this worker until its lease expires", unavailable);
        } finally {
            watch.close();
        }
    }
}
