package co.getanswers.review;

import co.getanswers.platform.Failure;
import co.getanswers.platform.Offload;
import co.getanswers.platform.Page;
import co.getanswers.policy.NamedRules;
import co.getanswers.policy.PolicyResource.PolicyBody;
import co.getanswers.policy.Rules;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs policies over past messages, page by page; one test of a user at a time on each instance. */
@Singleton
public class PolicyTests {
    /** The longest time of a test: the largest patterns on the longest texts would take minutes. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final PastMessages messages;
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();

    PolicyTests(PastMessages messages) {
        this.messages = messages;
    }

    /**
     * @param replaces the policy whose place it takes; absent for a new one
     * @param most the number of past messages that are looked at
     * @throws Failure.Invalid if the rules are not valid
     * @throws Failure.NotFound (in the Uni) if the user has no policy to replace
     * @throws Failure.RateLimited if another test of the user runs
     */
    Uni<DryRun.Result> run(UUID userId, PolicyBody body, @Nullable UUID replaces, int most) {
        var tried = new NamedRules(body.name().strip(), rules(body));
        if (!running.add(userId)) {
            throw new Failure.RateLimited("Your last test still runs: wait until it has ended.", RETRY_AFTER);
        }
        var active = body.isActive() == null || body.isActive();
        return messages.policies(userId)
                .map(policies -> dryRun(policies, tried, active, replaces))
                .chain(run -> over(userId, run, most))
                .eventually(() -> running.remove(userId));
    }

    /** Parses the rules; a failure names the place within the request. */
    private static Rules rules(PolicyBody body) {
        try {
            return Rules.parse(body.rules());
        } catch (Failure.Invalid invalid) {
            throw new Failure.Invalid(invalid.errors().stream()
                    .map(error -> new Failure.FieldError("policy." + error.field(), error.message()))
                    .toList());
        }
    }

    private static DryRun dryRun(
            Map<UUID, PastMessages.StoredPolicy> policies, NamedRules tried, boolean active, @Nullable UUID replaces) {
        if (replaces != null && !policies.containsKey(replaces)) {
            throw new Failure.NotFound("policy");
        }
        var before = new ArrayList<NamedRules>();
        var after = new ArrayList<NamedRules>();
        policies.forEach((id, policy) -> {
            if (policy.active()) {
                before.add(policy.rules());
                if (!id.equals(replaces)) {
                    after.add(policy.rules());
                }
            }
        });
        if (active) {
            after.add(tried);
        }
        return new DryRun(before, after, tried);
    }

    private Uni<DryRun.Result> over(UUID userId, DryRun run, int most) {
        var end = System.nanoTime() + LONGEST.toNanos();
        return Multi.createBy()
                .repeating()
                .uni(
                        AtomicReference<String>::new,
                        next -> messages.page(userId, next.get())
                                .invoke(page -> next.set(page.nextCursor()))
                                .chain(page -> Offload.supply(
                                        () -> add(page, run, most, end), Infrastructure.getDefaultExecutor())))
                .whilst(goesOn -> goesOn)
                .collect()
                .last()
                .map(last -> run.result(System.nanoTime() - end < 0));
    }

    /** Tells whether there is more to look at, and time for it. */
    private boolean add(Page<Row> page, DryRun run, int most, long end) {
        for (var row : page.items()) {
            if (run.tested() == most || System.nanoTime() - end >= 0) {
                return false;
            }
            run.add(messages.read(row));
        }
        return page.nextCursor() != null && run.tested() < most;
    }
}
