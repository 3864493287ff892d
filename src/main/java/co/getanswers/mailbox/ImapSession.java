package co.getanswers.mailbox;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.jspecify.annotations.Nullable;

/** An account that is read by IMAP; between the turns its connection waits without a thread. */
final class ImapSession extends AccountSession {
    private final LeasedAccount account;
    private final MailboxSync sync;
    private final IdleWatch watch;

    private final InboxCheck check = new InboxCheck();

    private volatile @Nullable ImapConnection connection;
    private @Nullable List<FolderState> folders;
    private IdleWatch.@Nullable Watched idle;

    ImapSession(
            LeasedAccount account,
            MailboxSync sync,
            IdleWatch watch,
            Duration checkEvery,
            Executor threads,
            Listener listener) {
        super(account, checkEvery, threads, listener);
        this.account = account;
        this.sync = sync;
        this.watch = watch;
    }

    @Override
    void abort() {
        var open = connection;
        if (open != null) {
            open.abort();
        }
    }

    @Override
    boolean isStuck(long now) {
        var open = connection;
        return open != null && open.socket().isStuck(now);
    }

    @Override
    void record(AccountState state) {
        sync.report(account, state);
    }

    @Override
    boolean advance() throws IOException, ProtocolException, RefusedLogin {
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
        requireRunning();
        sync.keepSent(account, open, Objects.requireNonNull(folders));
        var step = sync.step(account, open, Objects.requireNonNull(folders));
        folders = step.folders();
        var complete = step.folders().stream().allMatch(FolderState::isComplete);
        report(complete ? AccountState.LIVE : AccountState.BACKFILLING);
        var filing = sync.file(account, open, step);
        var more = step.more() || sync.settle(account, open, step, check);
        // After what was settled elsewhere: those cards need no draft any more.
        if (sync.draft(account, open, step) || more || filing || hasNews() || open.hasMoreThan(step.opened())) {
            return true;
        }
        if (open.canIdle()) {
            var hasTold = open.idle();
            idle = watch.watch(open.socket().channel(), this::wake);
            if (hasTold) {
                wake();
            }
        }
        return false;
    }
}
