package co.getanswers.objective;

import co.getanswers.account.AuthenticatedUser;
import co.getanswers.account.Counter;
import co.getanswers.account.MailboxTransaction;
import co.getanswers.platform.Cursor;
import co.getanswers.platform.Failure;
import co.getanswers.platform.IdentifierGenerator;
import co.getanswers.platform.KeysetPaging;
import co.getanswers.platform.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes a user's objectives; the counters change with their number and status. */
@ApplicationScoped
public class ObjectiveStore {
    private static final String INSERT = """
            insert into objectives (id, user_id, title, status, created_at, updated_at)
            values ($1, $2, $3, $4, $5, $5)""";

    private static final String UPDATE = """
            update objectives
            set title = $3, status = $4, due_at = $5, updated_at = $6
            where user_id = $1 and id = $2""";

    /** The objective's share of the counters, which goes with it. */
    private static final String COUNTED = """
            select o.status, k.resolved_on,
                   count(*) filter (where a.status = 'pending' and a.risk_level = 'high') as pending_high,
                   count(*) filter (where a.status = 'pending' and a.risk_level = 'medium') as pending_medium,
                   count(*) filter (where a.status = 'pending' and a.risk_level = 'low') as pending_low,
                   count(*) filter (where day.counted) as resolved,
                   count(*) filter (where day.counted and a.decided_by = 'agent') as by_agent
            from objectives o
            join user_counters k on k.user_id = o.user_id
            left join conversations c on c.objective_id = o.id
            left join agent_actions a on a.conversation_id = c.id
            cross join lateral (select (a.resolved_at at time zone 'UTC')::date = k.resolved_on as counted) day
            where o.user_id = $1 and o.id = $2
            group by o.status, k.resolved_on""";

    private static final String DELETE = "delete from objectives where user_id = $1 and id = $2";

    private final Pool pool;
    private final MailboxTransaction transactions;

    ObjectiveStore(Pool pool, MailboxTransaction transactions) {
        this.pool = pool;
        this.transactions = transactions;
    }

    /**
     * Lists objectives, the most recently changed first.
     *
     * @param search part of the title, in any case
     */
    Uni<Page<ObjectiveView>> list(
            UUID userId,
            @Nullable ObjectiveStatus status,
            @Nullable String search,
            int limit,
            @Nullable String cursor) {
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
        return find(pool, userId, id);
    }

    Uni<ObjectiveView> create(AuthenticatedUser user, String title) {
        return transactions.run(user, mailbox -> {
            var created = ObjectiveView.opened(IdentifierGenerator.next(), title.strip(), mailbox.now());
            mailbox.counters().add(counter(created.status()), 1);
            return mailbox.client()
                    .preparedQuery(INSERT)
                    .execute(Tuple.of(
                            created.id(),
                            user.id(),
                            created.title(),
                            created.status().value(),
                            utc(created.createdAt())))
                    .replaceWith(created);
        });
    }

    Uni<ObjectiveView> change(AuthenticatedUser user, UUID id, ObjectiveResource.ObjectiveChange change) {
        return transactions.run(
                user,
                mailbox -> find(mailbox.client(), user.id(), id).chain(before -> {
                    var after = before.with(change, mailbox.now());
                    mailbox.counters().move(counter(before.status()), counter(after.status()));
                    return after.equals(before)
                            ? Uni.createFrom().item(before)
                            : mailbox.client()
                                    .preparedQuery(UPDATE)
                                    .execute(Tuple.of(
                                            user.id(),
                                            id,
                                            after.title(),
                                            after.status().value(),
                                            after.dueAt() == null ? null : utc(after.dueAt()),
                                            utc(after.updatedAt())))
                                    .replaceWith(after);
                }));
    }

    /** Deletes an objective with its conversations, their messages and actions. */
    Uni<Void> delete(AuthenticatedUser user, UUID id) {
        return transactions.run(
                user,
                mailbox -> mailbox.client()
                        .preparedQuery(COUNTED)
                        .execute(Tuple.of(user.id(), id))
                        .invoke(rows -> {
                            if (rows.size() == 0) {
                                throw notFound();
                            }
                            var row = rows.iterator().next();
                            mailbox.counters()
                                    .add(Counter.objectives(row.getString("status")), -1)
                                    .add(Counter.PENDING_HIGH, -row.getInteger("pending_high"))
                                    .add(Counter.PENDING_MEDIUM, -row.getInteger("pending_medium"))
                                    .add(Counter.PENDING_LOW, -row.getInteger("pending_low"))
                                    .unresolved(
                                            row.getLocalDate("resolved_on"),
                                            row.getInteger("resolved"),
                                            row.getInteger("by_agent"));
                        })
                        .chain(() -> mailbox.client().preparedQuery(DELETE).execute(Tuple.of(user.id(), id)))
                        .replaceWithVoid());
    }

    private static Uni<ObjectiveView> find(SqlClient client, UUID userId, UUID id) {
        return client.preparedQuery(ObjectiveView.ONE)
                .execute(Tuple.of(userId, id))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw notFound();
                    }
                    return ObjectiveView.of(rows.iterator().next());
                });
    }

    private static Failure.NotFound notFound() {
        return new Failure.NotFound("objective");
    }

    private static Counter counter(ObjectiveStatus status) {
        return Counter.objectives(status.value());
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
