package co.getanswers.account;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The changes that one transaction makes to a user's counters, written by one statement as differences. The row is
 * updated even if no count changes: a writer that read it without a lock then sees that another one was at work.
 */
public final class CounterChange {
    private static final String UPDATE = sql(2);

    private boolean closed;
    private final Map<Counter, Integer> differences = new EnumMap<>(Counter.class);
    private Resolved resolved = Resolved.NONE;
    private Resolved reopened = Resolved.NONE;

    CounterChange() {}

    /**
     * The statement. Parameters: the user as $1; then a difference for each {@link Counter}; the day of resolved actions, their
     * number and the agent's share; the same of actions that are pending again. The day moves forward only: an instance whose
     * clock lags at midnight must not bring yesterday back, and of an earlier day nothing is kept that could be corrected.
     *
     * @param first the number of the second parameter
     */
    static String sql(int first) {
        var differences = Arrays.stream(Counter.values())
                .map(counter -> "%1$s = %1$s + $%2$d".formatted(counter.column(), counter.ordinal() + first))
                .collect(Collectors.joining(", "));
        var day = first + Counter.values().length;
        return """
                update user_counters
                set %s,
                    resolved_on = greatest(resolved_on, $%2$d::date),
                    resolved_that_day = case when resolved_on < $%2$d::date then 0 else resolved_that_day end
                      + case when resolved_on > $%2$d::date then 0 else $%3$d::int end
                      - case when greatest(resolved_on, $%2$d::date) = $%5$d::date then $%6$d::int else 0 end,
                    autonomous_that_day = case when resolved_on < $%2$d::date then 0 else autonomous_that_day end
                      + case when resolved_on > $%2$d::date then 0 else $%4$d::int end
                      - case when greatest(resolved_on, $%2$d::date) = $%5$d::date then $%7$d::int else 0 end
                where user_id = $1""".formatted(differences, day, day + 1, day + 2, day + 3, day + 4, day + 5);
    }

    /** @param day in UTC; absent while {@code actions} is 0 */
    private record Resolved(@Nullable LocalDate day, int actions, int byAgent) {
        static final Resolved NONE = new Resolved(null, 0, 0);

        Resolved plus(@Nullable LocalDate day, int actions, int byAgent) {
            return new Resolved(day, this.actions + actions, this.byAgent + byAgent);
        }
    }

    public CounterChange add(Counter counter, int difference) {
        requireOpen();
        differences.merge(counter, difference, Integer::sum);
        return this;
    }

    public CounterChange move(Counter from, Counter to) {
        return add(from, -1).add(to, 1);
    }

    /** Counts a resolved action; all actions of one change are resolved on the same day. */
    public CounterChange resolved(Instant at, boolean byAgent) {
        requireOpen();
        resolved = resolved.plus(day(at), 1, byAgent ? 1 : 0);
        return this;
    }

    /**
     * Counts a resolved action as pending again; all actions of one change were resolved on the same day.
     *
     * @param at the time at which it had been resolved
     */
    public CounterChange unresolved(Instant at, boolean byAgent) {
        return unresolved(day(at), 1, byAgent ? 1 : 0);
    }

    /**
     * Takes actions back that were resolved on a day.
     *
     * @param day in UTC; absent if there are none
     * @param byAgent the number of them that the agent resolved
     */
    public CounterChange unresolved(@Nullable LocalDate day, int actions, int byAgent) {
        requireOpen();
        reopened = reopened.plus(day, actions, byAgent);
        return this;
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The counters are written already");
        }
    }

    /** Ends the changes, and answers the parameters of {@link #sql} but for the first: the caller writes them. */
    List<@Nullable Object> close() {
        requireOpen();
        closed = true;
        var parameters = new ArrayList<@Nullable Object>();
        for (var counter : Counter.values()) {
            parameters.add(differences.getOrDefault(counter, 0));
        }
        for (var counted : List.of(resolved, reopened)) {
            parameters.addAll(Arrays.<@Nullable Object>asList(counted.day(), counted.actions(), counted.byAgent()));
        }
        return parameters;
    }

    /** Writes the changes, unless a statement of the transaction has. */
    Uni<Void> apply(SqlClient transaction, UUID userId) {
        if (closed) {
            return Uni.createFrom().voidItem();
        }
        var parameters = Tuple.of(userId);
        close().forEach(parameters::addValue);
        return transaction.preparedQuery(UPDATE).execute(parameters).replaceWithVoid();
    }
}
