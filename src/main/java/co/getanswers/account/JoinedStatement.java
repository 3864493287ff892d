package co.getanswers.account;

import co.getanswers.account.MailboxTransaction.Mailbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Batch statements and the counters as one statement, each a common table expression of it: the server starts and ends once
 * for all. No part sees the rows of another; foreign keys are checked at the end of all.
 */
public final class JoinedStatement {
    /** The texts by their parts: there are as many as kinds of changes, which are few. */
    private static final Map<List<Object>, String> TEXTS = new ConcurrentHashMap<>();

    private static final int FIRST_PARAMETER = 3;

    private final Mailbox mailbox;
    private final List<BatchStatement<?>> parts = new ArrayList<>();
    private final Tuple parameters;

    public JoinedStatement(Mailbox mailbox) {
        this.mailbox = mailbox;
        this.parameters = Tuple.of(mailbox.userId(), mailbox.now().atOffset(ZoneOffset.UTC));
    }

    /** Adds the rows of a statement; nothing if there are none. */
    public <T> JoinedStatement add(BatchStatement<T> statement, List<T> rows) {
        if (!rows.isEmpty()) {
            parts.add(statement);
            statement.addValues(rows, parameters);
        }
        return this;
    }

    /** Writes the rows, and leaves the counters to the end of the transaction. */
    public Uni<Void> execute() {
        return parts.isEmpty()
                ? Uni.createFrom().voidItem()
                : run(TEXTS.computeIfAbsent(key("select"), absent -> with("select")));
    }

    /** Writes the rows and the counters, which the transaction must not change any more. */
    public Uni<Void> executeWithCounters() {
        var counters = mailbox.counters();
        var first = parameters.size() + 1;
        counters.close().forEach(parameters::addValue);
        return run(TEXTS.computeIfAbsent(key("counters"), absent -> with(CounterChange.sql(first))));
    }

    private List<Object> key(String end) {
        var key = new ArrayList<Object>(parts);
        key.add(end);
        return List.copyOf(key);
    }

    private Uni<Void> run(String sql) {
        return mailbox.client().preparedQuery(sql).execute(parameters).replaceWithVoid();
    }

    /** The time is a parameter even where no part has one, and then needs its type. */
    private String with(String end) {
        var next = FIRST_PARAMETER;
        var expressions = new ArrayList<>(List.of("moment as (select $2::timestamptz)"));
        for (var part : parts) {
            expressions.add("part%d as (%s)".formatted(expressions.size(), part.sql(next)));
            next += part.width();
        }
        return "with " + String.join(", ", expressions) + " " + end;
    }
}
