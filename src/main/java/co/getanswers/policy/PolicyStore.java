package co.getanswers.policy;

import co.getanswers.account.AuthenticatedUser;
import co.getanswers.account.User;
import co.getanswers.platform.Cursor;
import co.getanswers.platform.Failure;
import co.getanswers.platform.IdentifierGenerator;
import co.getanswers.platform.KeysetPaging;
import co.getanswers.platform.Page;
import co.getanswers.platform.database.DatabaseClock;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes a user's policies. */
@ApplicationScoped
public class PolicyStore {
    /** The most policies that a user may have: every active one is evaluated for every message. */
    private static final int MAX_POLICIES = 100;

    private static final String PAGE = "userId = ?1 and (createdAt, id) < (?2, ?3) order by createdAt desc, id desc";

    /** Lists policies, the newest first. */
    Uni<Page<PolicyView>> list(UUID userId, int limit, @Nullable String cursor) {
        var after = KeysetPaging.after(cursor);
        return Panache.withSession(() -> Policy.<Policy>find(PAGE, userId, after.instant(0), after.uuid(1))
                        .range(0, limit)
                        .list())
                .map(policies -> KeysetPaging.page(
                        policies.stream().map(PolicyView::of).toList(),
                        limit,
                        last -> Cursor.of(last.createdAt(), last.id())));
    }

    Uni<PolicyView> read(UUID userId, UUID id) {
        return Panache.withSession(() -> find(userId, id)).map(PolicyView::of);
    }

    /**
     * Adds a policy. The user's row is locked, and no other: requests that add the last policy at the same time take
     * turns, and a transaction with a single lock can't be part of a deadlock.
     *
     * @throws Failure.Conflict (in the Uni) if the user has the most policies already
     */
    Uni<PolicyView> create(AuthenticatedUser user, PolicyResource.PolicyBody body) {
        var policy = new Policy();
        policy.id = IdentifierGenerator.next();
        policy.userId = user.id();
        fill(policy, body);
        return Panache.withTransaction(() -> User.lockFor(user)
                        .chain(() -> Policy.count("userId", user.id()))
                        .invoke(PolicyStore::requireRoom)
                        .chain(DatabaseClock::now)
                        .invoke(now -> {
                            policy.createdAt = now;
                            policy.updatedAt = now;
                        })
                        .chain(() -> policy.persist()))
                .replaceWith(() -> PolicyView.of(policy));
    }

    private static void requireRoom(long policies) {
        if (policies >= MAX_POLICIES) {
            throw new Failure.Conflict(
                    "You have " + policies + " policies, and " + MAX_POLICIES + " is the most: delete one first.");
        }
    }

    Uni<PolicyView> replace(AuthenticatedUser user, UUID id, PolicyResource.PolicyBody body) {
        return Panache.withTransaction(() -> User.lockFor(user)
                .chain(() -> find(user.id(), id))
                .call(policy -> DatabaseClock.now().invoke(now -> {
                    fill(policy, body);
                    policy.updatedAt = now;
                }))
                .map(PolicyView::of));
    }

    Uni<Void> delete(AuthenticatedUser user, UUID id) {
        return Panache.withTransaction(
                () -> User.lockFor(user).chain(() -> find(user.id(), id)).chain(policy -> policy.delete()));
    }

    /** @throws Failure.Invalid if the rules are not valid */
    private static void fill(Policy policy, PolicyResource.PolicyBody body) {
        Rules.parse(body.rules());
        policy.name = body.name().strip();
        policy.description = body.description() == null ? "" : body.description();
        policy.rules = body.rules().toString();
        policy.active = body.isActive() == null || body.isActive();
    }

    private static Uni<Policy> find(UUID userId, UUID id) {
        return Policy.<Policy>find("userId = ?1 and id = ?2", userId, id)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(() -> new Failure.NotFound("policy"));
    }
}
