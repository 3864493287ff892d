package co.getanswers.intake;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Rows as the parameters of one statement: after what all rows share comes an array for each column, of which
 * {@code unnest} makes rows again. A statement for each row would cost the database its start and its end each time.
 */
final class ColumnArrays<T> {
    private final List<T> rows;
    private final Tuple parameters;

    private ColumnArrays(List<T> rows, Tuple parameters) {
        this.rows = rows;
        this.parameters = parameters;
    }

    static <T> ColumnArrays<T> of(Stream<T> rows, Object... shared) {
        return new ColumnArrays<>(rows.toList(), Tuple.from(shared));
    }

    <V> ColumnArrays<T> and(IntFunction<V[]> array, Function<T, V> value) {
        parameters.addValue(rows.stream().map(value).toArray(array));
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    Tuple parameters() {
        return parameters;
    }
}
