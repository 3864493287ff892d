package co.getanswers.objective;

import co.getanswers.account.Counter;
import co.getanswers.account.CounterChange;
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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** A person's objectives; whatever changes their number or status changes the counters with it. */
@ApplicationScoped
public class ObjectiveStore {
    /** Takes what lies under an objective out of the counts; it is gone with the objective. */
    private static final String UNCOUNT_ACTIONS = """
            update user_counters k
            set pending_high = pending_high - gone.high,
                pending_medium = pending_medium - gone.medium,
                pending_low = pending_low - gone.low,
                resolved_that_day = resolved_that_day - gone.resolved,
                autonomous_that_day = autonomous_that_day - gone.autonomous
            from (
              select count(*) filter (where a.status = 'pending' and a.risk_level = 'high') as high,
                     count(*) filter (where a.status = 'pending' and a.risk_level = 'medium') as medium,
                     count(*) filter (where a.status = 'pending' and a.risk_level = 'low') as low,
                     count(*) filter (where that_day) as resolved,
                     count(*) filter (where that_day and a.decided_by = 'agent') as autonomous
              from conversations c
              join agent_actions a on a.conversation_id = c.id
              join user_counters d on d.user_id = c.user_id
              cross join lateral (
                select (a.resolved_at at time zone 'UTC')::date = d.resolved_on as that_day
              ) day
              where c.user_id = :user and c.objective_id = :objective
            ) gone
            where k.user_id = :user""";

    private static final Duration LATEST_DUE = Duration.ofDays(3650);

    private final Pool pool;

    ObjectiveStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * The latest changed first.
     *
     * @param status null for any
     * @param search part of the title, case aside; null for any
     */
    Uni<Page<ObjectiveView>> list(UUID userId, ObjectiveStatus status, String search, int limit, String cursor) {
        var parameters = KeysetPaging.parameters(userId, limit, cursor);
        if (search != null) {
            parameters.addString(pattern(search));
        }
        return pool.preparedQuery(ObjectiveView.list(status, search != null))
                .execute(parameters)
                .map(rows -> KeysetPaging.page(
                        rows, limit, ObjectiveView::of, last -> Cursor.of(last.updatedAt(), last.id())));
    }

    /** A LIKE pattern for texts that contain this one, in which no character is special. */
    static String pattern(String search) {
        return "%" + search.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    Uni<ObjectiveView> read(UUID userId, UUID id) {
        return Panache.withSession(() -> find(userId, id)).map(ObjectiveView::of);
    }

    Uni<ObjectiveView> create(UUID userId, String title) {
        var now = now();
        var objective = new Objective();
        objective.id = IdentifierGenerator.next();
        objective.userId = userId;
        objective.title = title.strip();
        objective.createdAt = now;
        objective.updatedAt = now;
        return Panache.withTransaction(() -> UserCounters.lock(userId)
                .chain(() -> objective.persist())
                .chain(() -> new CounterChange().add(counter(objective), 1).apply(userId))
                .replaceWith(() -> ObjectiveView.of(objective)));
    }

    /** Null leaves the title, the status or the date as it is. */
    Uni<ObjectiveView> change(UUID userId, UUID id, String title, ObjectiveStatus status, Instant dueAt) {
        var now = now();
        var change = new CounterChange();
        return Panache.withTransaction(() -> UserCounters.lock(userId)
                .chain(() -> find(userId, id))
                .invoke(objective -> {
                    if (status != null) {
                        objective.moveTo(status, change, now);
                    }
                    if (dueAt != null) {
                        schedule(objective, dueAt, now);
                    }
                    if (title != null) {
                        objective.title = title.strip();
                        objective.updatedAt = now;
                    }
                })
                .call(() -> change.apply(userId))
                .map(ObjectiveView::of));
    }

    private static void schedule(Objective objective, Instant dueAt, Instant now) {
        if (objective.status != ObjectiveStatus.SCHEDULED) {
            throw new Failure.Invalid("dueAt", "is only for what is scheduled: send status scheduled with it");
        }
        if (dueAt.isBefore(now) || dueAt.isAfter(now.plus(LATEST_DUE))) {
            throw new Failure.Invalid("dueAt", "must lie in the future, and within " + LATEST_DUE.toDays() + " days");
        }
        objective.dueAt = dueAt.truncatedTo(ChronoUnit.MICROS);
        objective.updatedAt = now;
    }

    /** With everything under it. */
    Uni<Void> delete(UUID userId, UUID id) {
        return Panache.withTransaction(() -> UserCounters.lock(userId)
                .chain(() -> find(userId, id))
                .call(() -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(UNCOUNT_ACTIONS)
                                .setParameter("user", userId)
                                .setParameter("objective", id)
                                .executeUpdate()))
                .call(objective ->
                        new CounterChange().add(counter(objective), -1).apply(userId))
                .chain(objective -> objective.delete()));
    }

    private static Uni<Objective> find(UUID userId, UUID id) {
        return Objective.<Objective>find("userId = ?1 and id = ?2", userId, id)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(() -> new Failure.NotFound("objective"));
    }

    private static Counter counter(Objective objective) {
        return Counter.objectives(objective.status.value());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
