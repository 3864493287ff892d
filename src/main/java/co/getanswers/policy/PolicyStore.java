package co.getanswers.policy;

import co.getanswers.account.UserCounters;
import co.getanswers.platform.Cursor;
import co.getanswers.platform.Failure;
import co.getanswers.platform.IdentifierGenerator;
import co.getanswers.platform.KeysetPaging;
import co.getanswers.platform.Page;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** A person's policies. */
@ApplicationScoped
public class PolicyStore {
    /** All active ones are evaluated for each message. */
    private static final int MOST = 100;

    private final Pool pool;

    PolicyStore(Pool pool) {
        this.pool = pool;
    }

    /** The newest first. */
    Uni<Page<PolicyView>> list(UUID userId, int limit, String cursor) {
        return pool.preparedQuery(PolicyView.LIST)
                .execute(KeysetPaging.parameters(userId, limit, cursor))
                .map(rows ->
                        KeysetPaging.page(rows, limit, PolicyView::of, last -> Cursor.of(last.createdAt(), last.id())));
    }

    Uni<PolicyView> read(UUID userId, UUID id) {
        return Panache.withSession(() -> find(userId, id)).map(PolicyView::of);
    }

    Uni<PolicyView> create(UUID userId, PolicyResource.PolicyBody body) {
        var policy = new Policy();
        policy.id = IdentifierGenerator.next();
        policy.userId = userId;
        policy.createdAt = now();
        fill(policy, body);
        return Panache.withTransaction(() -> UserCounters.lock(userId)
                        .chain(() -> requireRoom(userId))
                        .chain(() -> policy.persist()))
                .replaceWith(() -> PolicyView.of(policy));
    }

    /** Under the lock, so that of several who add the last one at once one does. */
    private static Uni<Void> requireRoom(UUID userId) {
        return Policy.count("userId", userId)
                .invoke(policies -> {
                    if (policies >= MOST) {
                        throw new Failure.Conflict(
                                "You have " + policies + " policies, and " + MOST + " is the most: delete one first.");
                    }
                })
                .replaceWithVoid();
    }

    Uni<PolicyView> replace(UUID userId, UUID id, PolicyResource.PolicyBody body) {
        return Panache.withTransaction(
                () -> find(userId, id).invoke(policy -> fill(policy, body)).map(PolicyView::of));
    }

    Uni<Void> delete(UUID userId, UUID id) {
        return Panache.withTransaction(() -> find(userId, id).chain(policy -> policy.delete()));
    }

    /** @throws Failure.Invalid where the rules are none */
    private static void fill(Policy policy, PolicyResource.PolicyBody body) {
        Rules.parse(body.rules());
        policy.name = body.name().strip();
        policy.description = body.description() == null ? "" : body.description();
        policy.rules = body.rules().toString();
        policy.active = body.isActive() == null || body.isActive();
        policy.updatedAt = now();
    }

    private static Uni<Policy> find(UUID userId, UUID id) {
        return Policy.<Policy>find("userId = ?1 and id = ?2", userId, id)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(() -> new Failure.NotFound("policy"));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
