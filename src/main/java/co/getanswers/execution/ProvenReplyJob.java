package co.getanswers.execution;

import co.getanswers.platform.Job;
import co.getanswers.scheduler.SchedulerSettings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Settles executions that became unknown after the proof of what became of their mail had come. */
@ApplicationScoped
class ProvenReplyJob implements Job {
    private static final int AT_ONCE = 100;

    private final ProvenReplies replies;
    private final Duration interval;

    ProvenReplyJob(ProvenReplies replies, SchedulerSettings settings) {
        this.replies = replies;
        this.interval = settings.staleLeasesEvery();
    }

    @Override
    public String name() {
        return "proven-replies";
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public Uni<Long> run() {
        return replies.settleProven(AT_ONCE);
    }
}
