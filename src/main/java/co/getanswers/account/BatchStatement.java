package co.getanswers.account;

import static java.util.stream.Collectors.joining;

import co.getanswers.account.MailboxTransaction.Mailbox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A statement that writes many rows of a mailbox at once. Each column is declared with its name, SQL type and value side
 * by side; the values become one array for each column, of which {@code unnest} makes rows again. A statement for each
 * row would cost the database its start and its end each time.
 *
 * @param <T> the rows
 */
public final class BatchStatement<T> {
    /** The time of the transaction, as an expression in SQL. */
    public static final String NOW = "$2::timestamptz";

    private final IntFunction<String> text;
    private final String sql;
    private final List<Column<T, ?>> columns;

    /** @param text the statement by the number of its first parameter for a column */
    private BatchStatement(IntFunction<String> text, List<Column<T, ?>> columns) {
        this.text = text;
        this.sql = text.apply(text.apply(2).contains(NOW) ? 3 : 2);
        this.columns = List.copyOf(columns);
    }

    /** Starts to declare the columns that a statement writes; the user's id is always one of them. */
    public static <T> Columns<T> columns() {
        return new Columns<>();
    }

    String sql() {
        return sql;
    }

    /** @param first the number of the first parameter for a column; the user's id is $1, and {@link #NOW} $2 */
    String sql(int first) {
        return text.apply(first);
    }

    /** The number of parameters for columns. */
    int width() {
        return columns.size();
    }

    void addValues(List<T> rows, Tuple parameters) {
        columns.forEach(column -> parameters.addValue(column.values(rows)));
    }

    /** Writes the rows; does nothing if there are none. */
    public Uni<Void> execute(Mailbox mailbox, List<T> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var parameters = Tuple.of(mailbox.userId());
        if (sql.contains(NOW)) {
            parameters.addOffsetDateTime(mailbox.now().atOffset(ZoneOffset.UTC));
        }
        addValues(rows, parameters);
        return mailbox.client().preparedQuery(sql).execute(parameters).replaceWithVoid();
    }

    private record Column<T, V>(String name, String type, IntFunction<V[]> array, Function<T, V> value) {
        V[] values(List<T> rows) {
            return rows.stream().map(value).toArray(array);
        }
    }

    /** @param <T> the rows */
    public static final class Columns<T> {
        private final List<Column<T, ?>> columns = new ArrayList<>();
        private final Map<String, String> expressions = new LinkedHashMap<>();

        private Columns() {}

        public Columns<T> uuid(String name, Function<T, UUID> value) {
            return add(name, "uuid", "batch." + name, UUID[]::new, value);
        }

        public Columns<T> text(String name, Function<T, String> value) {
            return add(name, "text", "batch." + name, String[]::new, value);
        }

        public Columns<T> flag(String name, Function<T, Boolean> value) {
            return add(name, "boolean", "batch." + name, Boolean[]::new, value);
        }

        public Columns<T> integer(String name, Function<T, Integer> value) {
            return add(name, "int", "batch." + name, Integer[]::new, value);
        }

        public Columns<T> real(String name, Function<T, Double> value) {
            return add(name, "float8", "batch." + name, Double[]::new, value);
        }

        public Columns<T> timestamp(String name, Function<T, @Nullable Instant> value) {
            return add(
                    name,
                    "timestamptz",
                    "batch." + name,
                    OffsetDateTime[]::new,
                    value.andThen(at -> at == null ? null : at.atOffset(ZoneOffset.UTC)));
        }

        public Columns<T> bytes(String name, Function<T, byte[]> value) {
            return add(name, "bytea", "batch." + name, Buffer[]::new, value.andThen(Buffer::buffer));
        }

        /** Adds a column of type {@code jsonb}, whose values are JSON. */
        public Columns<T> json(String name, Function<T, String> value) {
            return add(name, "text", "batch." + name + "::jsonb", String[]::new, value);
        }

        /** Adds a column of type {@code text[]}. They travel as lines: an array of arrays has equally many members in each. */
        public Columns<T> lines(String name, Function<T, List<String>> value) {
            var expression = "string_to_array(batch." + name + ", E'\\n')";
            return add(name, "text", expression, String[]::new, value.andThen(lines -> String.join("\n", lines)));
        }

        private <V> Columns<T> add(
                String name, String type, String expression, IntFunction<V[]> array, Function<T, V> value) {
            columns.add(new Column<>(name, type, array, value));
            return expression(name, expression);
        }

        /** Adds a column that is computed; in the expression, {@code batch} is the row. */
        public Columns<T> expression(String name, String sql) {
            expressions.put(name, sql);
            return this;
        }

        public BatchStatement<T> insertInto(String table) {
            return statement(insert(table));
        }

        private IntFunction<String> insert(String table) {
            var names = String.join(", ", expressions.keySet());
            var values = String.join(", ", expressions.values());
            return first ->
                    "insert into %s (user_id, %s) select $1, %s from %s".formatted(table, names, values, rows(first));
        }

        /** Inserts the rows that are not there. */
        public BatchStatement<T> insertMissingInto(String table) {
            var insert = insert(table);
            return statement(first -> insert.apply(first) + " on conflict do nothing");
        }

        /**
         * Updates rows by their {@code id}. The owner is compared in a way that no index serves, and that seems to hold for
         * many rows: of an owner with little mail so far, all rows would be read, and before the statistics know, an import
         * has made them many.
         */
        public BatchStatement<T> update(String table) {
            var changes = expressions.entrySet().stream()
                    .filter(column -> !column.getKey().equals("id"))
                    .map(column -> column.getKey() + " = " + column.getValue())
                    .collect(joining(", "));
            return statement(first ->
                    "update %1$s set %2$s from %3$s where %1$s.id = batch.id and coalesce(%1$s.user_id = $1, false)"
                            .formatted(table, changes, rows(first)));
        }

        private String rows(int first) {
            return IntStream.range(0, columns.size())
                            .mapToObj(i -> "$%d::%s[]"
                                    .formatted(i + first, columns.get(i).type()))
                            .collect(joining(", ", "unnest(", ") as batch "))
                    + columns.stream().map(Column::name).collect(joining(", ", "(", ")"));
        }

        private BatchStatement<T> statement(IntFunction<String> text) {
            return new BatchStatement<>(text, columns);
        }
    }
}
