package co.getanswers.mailbox;

import co.getanswers.mailbox.FolderStore.LeaseLost;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** An account on the worker that holds it. Its turns follow one another on the threads that all accounts share. */
abstract class AccountSession {
    private static final Logger LOG = Logger.getLogger(AccountSession.class);

    private static final Duration REPORT_EVERY = Duration.ofMinutes(5);

    private final LeasedAccount account;
    private final Duration checkEvery;
    private final Executor threads;
    private final Listener listener;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicBoolean news = new AtomicBoolean();

    private volatile @Nullable AccountState reported;
    private long reportedAt;
    private volatile boolean ended;
    private volatile long waitsSince;
    private volatile long turnsSince;
    private volatile boolean underWay;

    /** @param checkEvery the longest time between two turns */
    AccountSession(LeasedAccount account, Duration checkEvery, Executor threads, Listener listener) {
        this.account = account;
        this.checkEvery = checkEvery;
        this.threads = threads;
        this.listener = listener;
    }

    /** Learns how a session ends; called on the thread of its last turn. */
    interface Listener {
        void ended(AccountSession session, Exception cause);
    }

    /**
     * Fetches some mail; blocks.
     *
     * @return true if there is more to fetch
     */
    abstract boolean advance() throws Exception;

    /** Writes the state for the person. */
    abstract void record(AccountState state);

    /** Closes what is open, from any thread, so that a turn that is under way fails. */
    abstract void abort();

    /** The account, without the failures before it was read. */
    final LeasedAccount account() {
        return reported == null ? account : account.withoutFailures();
    }

    /** Takes a turn soon, or another one after the present one. */
    final void wake() {
        news.set(true);
        if (!ended && busy.compareAndSet(false, true)) {
            threads.execute(this::turn);
        }
    }

    final boolean hasNews() {
        return news.get();
    }

    /** Tells whether the last turn is so long ago that the next one is due. */
    final boolean isDue(long now) {
        return !busy.get() && now - waitsSince > checkEvery.toNanos();
    }

    /** The time since the present turn began, in nanoseconds; 0 between turns, and while one waits for a thread. */
    final long busyFor(long now) {
        // The time is read last: it is at least as new as the turn that is under way.
        return underWay ? now - turnsSince : 0;
    }

    /** Tells whether the present turn waits for a server that reads no more; from any thread. */
    boolean isStuck(long now) {
        return false;
    }

    /** Ends the session from any thread; a turn that is under way fails. */
    final void end() {
        ended = true;
        abort();
    }

    final void requireRunning() {
        if (ended) {
            throw new LeaseLost();
        }
    }

    private void turn() {
        turnsSince = System.nanoTime();
        underWay = true;
        news.set(false);
        try {
            requireRunning();
            var more = advance();
            underWay = false;
            if (more) {
                threads.execute(this::turn);
                return;
            }
            waitsSince = System.nanoTime();
            busy.set(false);
            if (news.get()) {
                wake();
            }
        } catch (Exception failed) {
            LOG.debugf(failed, "The session of mailbox %s ended", account.id());
            end();
            listener.ended(this, failed);
        }
    }

    /** Tells the person the state when it changes, and that it lasts now and then. */
    final void report(AccountState state) {
        var now = System.nanoTime();
        if (state != reported || now - reportedAt > REPORT_EVERY.toNanos()) {
            record(state);
            reported = state;
            reportedAt = now;
        }
    }
}
