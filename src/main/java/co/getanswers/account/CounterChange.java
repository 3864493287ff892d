package co.getanswers.account;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * What one transaction changes of a user's counts, collected and then written by one statement. Whoever changes them
 * {@linkplain UserCounters#lock locked the row} first; deltas in SQL rather than values of the entity, so that nothing
 * depends on when the session read it. The row becomes another version in any case: so those who only looked see that
 * somebody was writing.
 */
public final class CounterChange {
    private static final String UPDATE = """
            update user_counters
            set pending_high = pending_high + :pending_high,
                pending_medium = pending_medium + :pending_medium,
                pending_low = pending_low + :pending_low,
                waiting_on_you = waiting_on_you + :waiting_on_you,
                waiting_on_others = waiting_on_others + :waiting_on_others,
                handled = handled + :handled,
                scheduled = scheduled + :scheduled,
                muted = muted + :muted
            where user_id = :user""";

    /** The day moves forward only: an instance whose clock lags at midnight must not bring yesterday back. */
    private static final String RESOLVED = """
            update user_counters
            set resolved_that_day = :resolved + case when resolved_on = :day then resolved_that_day else 0 end,
                autonomous_that_day = :autonomous + case when resolved_on = :day then autonomous_that_day else 0 end,
                resolved_on = :day
            where user_id = :user and coalesce(resolved_on, :day) <= :day""";

    /** Of another day than the last nothing is kept that could be corrected. */
    private static final String UNRESOLVED = """
            update user_counters
            set resolved_that_day = resolved_that_day - 1, autonomous_that_day = autonomous_that_day - :autonomous
            where user_id = :user and resolved_on = :day""";

    private static final Pattern PARAMETER = Pattern.compile(":([a-z_]+)");

    private final Map<Counter, Integer> deltas = new EnumMap<>(Counter.class);
    private LocalDate resolvedOn;
    private LocalDate unresolvedFrom;
    private boolean unresolvedOfAgent;
    private int resolved;
    private int autonomous;

    public CounterChange add(Counter counter, int delta) {
        deltas.merge(counter, delta, Integer::sum);
        return this;
    }

    public CounterChange move(Counter from, Counter to) {
        return add(from, -1).add(to, 1);
    }

    /** An action was resolved; all of one change are resolved at about the same time. */
    public CounterChange resolved(Instant at, boolean byAgent) {
        resolvedOn = at.atZone(ZoneOffset.UTC).toLocalDate();
        resolved++;
        autonomous += byAgent ? 1 : 0;
        return this;
    }

    /**
     * One action is pending again that had been resolved.
     *
     * @param at when it had been
     */
    public CounterChange unresolved(Instant at, boolean byAgent) {
        unresolvedFrom = at.atZone(ZoneOffset.UTC).toLocalDate();
        unresolvedOfAgent = byAgent;
        return this;
    }

    /** Writes it, in the caller's session and transaction. */
    public Uni<Void> apply(UUID userId) {
        return apply(userId, CounterChange::execute);
    }

    /** Writes it over the plain client, in the caller's transaction. */
    public Uni<Void> apply(SqlClient transaction, UUID userId) {
        return apply(userId, (sql, parameters) -> execute(transaction, sql, parameters));
    }

    private Uni<Void> apply(UUID userId, BiFunction<String, Map<String, Object>, Uni<Void>> execute) {
        var counts = new HashMap<String, Object>();
        counts.put("user", userId);
        for (var counter : Counter.values()) {
            counts.put(counter.column(), deltas.getOrDefault(counter, 0));
        }
        var written = execute.apply(UPDATE, counts);
        if (unresolvedFrom != null) {
            written = written.chain(() -> execute.apply(
                    UNRESOLVED,
                    Map.of("user", userId, "day", unresolvedFrom, "autonomous", unresolvedOfAgent ? 1 : 0)));
        }
        var counted = written;
        return resolved == 0
                ? counted
                : counted.chain(() -> execute.apply(
                        RESOLVED,
                        Map.of("user", userId, "day", resolvedOn, "resolved", resolved, "autonomous", autonomous)));
    }

    private static Uni<Void> execute(String sql, Map<String, Object> parameters) {
        return Panache.getSession().chain(session -> {
            var update = session.createNativeQuery(sql);
            parameters.forEach(update::setParameter);
            return update.executeUpdate().replaceWithVoid();
        });
    }

    /** The plain client knows its parameters by number only. */
    private static Uni<Void> execute(SqlClient transaction, String sql, Map<String, Object> parameters) {
        var values = new ArrayList<Object>();
        var numbers = new HashMap<String, String>();
        var numbered = PARAMETER
                .matcher(sql)
                .replaceAll(parameter -> numbers.computeIfAbsent(parameter.group(1), name -> {
                    values.add(parameters.get(name));
                    return "\\$" + values.size();
                }));
        return transaction.preparedQuery(numbered).execute(Tuple.tuple(values)).replaceWithVoid();
    }
}
