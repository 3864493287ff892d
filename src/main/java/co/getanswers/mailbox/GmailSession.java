package co.getanswers.mailbox;

import co.getanswers.mailbox.gmail.GmailApi;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** An account at Gmail, which is asked for changes at an interval. */
final class GmailSession extends AccountSession {
    private final LeasedAccount account;
    private final GmailSync sync;
    private final GmailOutcomes outcomes;

    private volatile @Nullable GmailApi mailbox;
    private @Nullable GmailState state;
    private @Nullable String draftsLookedAt;

    GmailSession(
            LeasedAccount account,
            GmailSync sync,
            GmailOutcomes outcomes,
            Duration checkEvery,
            Executor threads,
            Listener listener) {
        super(account, checkEvery, threads, listener);
        this.account = account;
        this.sync = sync;
        this.outcomes = outcomes;
    }

    @Override
    void abort() {
        var open = mailbox;
        if (open != null) {
            open.abort();
        }
    }

    @Override
    void record(AccountState reached) {
        sync.report(account, reached);
    }

    @Override
    boolean advance() throws IOException {
        var open = mailbox;
        if (open == null) {
            open = sync.open(account);
            mailbox = open;
        }
        requireRunning();
        var before = state == null ? sync.state(account, open) : state;
        var step = sync.step(account, open, before);
        state = step.state();
        report(step.state().isComplete() ? AccountState.LIVE : AccountState.BACKFILLING);
        if (!step.more()) {
            outcomes.settle(account, open);
        }
        var filing = sync.file(account, open);
        // After what was settled elsewhere: those cards need no draft any more.
        var drafting = draft(open, step.state());
        return step.more() || drafting || filing || hasNews();
    }

    private boolean draft(GmailApi open, GmailState reached) throws IOException {
        var more = sync.draft(account, open, !reached.historyId().equals(draftsLookedAt));
        draftsLookedAt = reached.historyId();
        return more;
    }
}
