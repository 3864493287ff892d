package co.getanswers.account;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
    /**
     * Parameters: the user; a difference for each {@link Counter}; the day of resolved actions, their number and the
     * agent's share; the same of actions that are pending again. The day moves forward only: an instance whose clock
     * lags at midnight must not bring yesterday back, and of an earlier day nothing is kept that could be corrected.
     */
    private static final String UPDATE = """
            update user_counters
            set %s,
                resolved_on = greatest(resolved_on, $10::date),
                resolved_that_day = case when resolved_on < $10::date then 0 else resolved_that_day end
                  + case when resolved_on > $10::date then 0 else $11::int end
                  - case when greatest(resolved_on, $10::date) = $13::date then $14::int else 0 end,
                autonomous_that_day = case when resolved_on < $10::date then 0 else autonomous_that_day end
                  + case when resolved_on > $10::date then 0 else $12::int end
                  - case when greatest(resolved_on, $10::date) = $13::date then $15::int else 0 end
            where user_id = $1""".formatted(Arrays.stream(Counter.values())
            .map(counter -> "%1$s = %1$s + $%2$d".formatted(counter.column(), counter.ordinal() + 2))
            .collect(Collectors.joining(", ")));

    private final Map<Counter, Integer> differences = new EnumMap<>(Counter.class);
    private Resolved resolved = Resolved.NONE;
    private Resolved reopened = Resolved.NONE;

    CounterChange() {}

    /** @param day in UTC; absent while {@code actions} is 0 */
    private record Resolved(@Nullable LocalDate day, int actions, int byAgent) {
        static final Resolved NONE = new Resolved(null, 0, 0);

        Resolved plus(@Nullable LocalDate day, int actions, int byAgent) {
            return new Resolved(day, this.actions + actions, this.byAgent + byAgent);
        }
    }

    public CounterChange add(Counter counter, int difference) {
        differences.merge(counter, difference, Integer::sum);
        return this;
    }

    public CounterChange move(Counter from, Counter to) {
        return add(from, -1).add(to, 1);
    }

    /** Counts a resolved action; all actions of one change are resolved on the same day. */
    public CounterChange resolved(Instant at, boolean byAgent) {
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
        reopened = reopened.plus(day, actions, byAgent);
        return this;
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    Uni<Void> apply(SqlClient transaction, UUID userId) {
        return transaction.preparedQuery(UPDATE).execute(parameters(userId)).replaceWithVoid();
    }

    private Tuple parameters(UUID userId) {
        var parameters = Tuple.of(userId);
        for (var counter : Counter.values()) {
            parameters.addInteger(differences.getOrDefault(counter, 0));
        }
        for (var counted : List.of(resolved, reopened)) {
            parameters.addLocalDate(counted.day()).addInteger(counted.actions()).addInteger(counted.byAgent());
        }
        return parameters;
    }
}
