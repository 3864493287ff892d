package co.getanswers.mailbox;

import co.getanswers.mailbox.FolderStore.LeaseLost;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * An account on the worker that holds it. Its turns follow one another on the threads that all accounts share; between them
 * the connection waits without a thread.
 */
final class AccountSession {
    private static final Logger LOG = Logger.getLogger(AccountSession.class);

    private static final Duration REPORT_EVERY = Duration.ofMinutes(5);

    private final LeasedAccount account;
    private final MailboxSync sync;
    private final IdleWatch watch;
    private final Executor threads;
    private final Listener listener;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicBoolean news = new AtomicBoolean();

    private volatile @Nullable ImapConnection connection;
    private @Nullable List<FolderState> folders;
    private IdleWatch.@Nullable Watched idle;
    private volatile @Nullable AccountState reported;
    private long reportedAt;
    private volatile boolean ended;
    private volatile long waitsSince;
    private volatile long turnsSince;

    AccountSession(LeasedAccount account, MailboxSync sync, IdleWatch watch, Executor threads, Listener listener) {
        this.account = account;
        this.sync = sync;
        this.watch = watch;
        this.threads = threads;
        this.listener = listener;
    }

    /** Learns how a session ends; called on the thread of its last turn. */
    interface Listener {
        void ended(AccountSession session, Exception cause);
    }

    /** The account, without the failures before it was read. */
    LeasedAccount account() {
        return reported == null ? account : account.withoutFailures();
    }

    /** Takes a turn soon, or another one after the present one. */
    void wake() {
        news.set(true);
        if (!ended && busy.compareAndSet(false, true)) {
            threads.execute(this::turn);
        }
    }

    /** The time since the last turn ended, in nanoseconds; 0 during a turn. */
    long waited(long now) {
        return busy.get() ? 0 : now - waitsSince;
    }

    /** The time since the present turn began, in nanoseconds; 0 between turns. */
    long busyFor(long now) {
        return busy.get() ? now - turnsSince : 0;
    }

    /** Ends the session from any thread; a turn that is under way fails. */
    void end() {
        ended = true;
        var open = connection;
        if (open != null) {
            open.abort();
        }
    }

    private void turn() {
        turnsSince = System.nanoTime();
        news.set(false);
        try {
            if (ended) {
                throw new LeaseLost();
            }
            if (advance()) {
                threads.execute(this::turn);
                return;
            }
            waitsSince = System.nanoTime();
            busy.set(false);
            if (news.get()) {
                wake();
            }
        } catch (IOException | ProtocolException | RefusedLogin | RuntimeException failed) {
            ended = true;
            LOG.debugf(failed, "The session of mailbox %s ended", account.id());
            end();
            listener.ended(this, failed);
        }
    }

    /** @return true if there is more to fetch */
    private boolean advance() throws IOException, ProtocolException, RefusedLogin {
        var open = connection;
        if (open == null) {
            open = sync.connect(account);
            connection = open;
            folders = sync.folders(account, open);
        } else if (idle != null) {
            idle.release();
            idle = null;
            open.endIdle();
        }
        if (ended) {
            throw new LeaseLost();
        }
        sync.keepSent(account, open, Objects.requireNonNull(folders));
        var step = sync.step(account, open, Objects.requireNonNull(folders));
        folders = step.folders();
        report(step);
        if (step.more() || news.get()) {
            return true;
        }
        if (open.canIdle()) {
            open.idle();
            idle = watch.watch(open.socket().channel(), this::wake);
        }
        return false;
    }

    /** Tells the person the state when it changes, and that it lasts now and then. */
    private void report(MailboxSync.Step step) {
        var complete = step.folders().stream().allMatch(FolderState::isComplete);
        var state = complete ? AccountState.LIVE : AccountState.BACKFILLING;
        var now = System.nanoTime();
        if (state != reported || now - reportedAt > REPORT_EVERY.toNanos()) {
            sync.report(account, state);
            reported = state;
            reportedAt = now;
        }
    }
}
