package co.getanswers.schema.dev.lint;

import java.util.Set;

/**
 * A column as it was defined, or has become.
 *
 * @param required whether it is NOT NULL
 * @param filled where the values of the rows come from that are there already
 * @param calls the functions that the default calls
 */
record Column(String name, SqlType type, boolean required, Filled filled, Set<String> calls) {
    enum Filled {
        WITH_NULL,
        BY_DEFAULT,
        BY_IDENTITY,
        BY_STORED_EXPRESSION,
        BY_VIRTUAL_EXPRESSION
    }

    Column {
        calls = Set.copyOf(calls);
    }

    Column required(boolean now) {
        return new Column(name, type, now, filled, calls);
    }

    Column typed(SqlType now) {
        return new Column(name, now, required, filled, calls);
    }

    Column named(String now) {
        return new Column(now, type, required, filled, calls);
    }
}
