package co.getanswers.schema.dev.lint;

import java.util.Set;

/**
 * A column as it was defined, or has become.
 *
 * @param notNull whether it is NOT NULL
 * @param backfill where the values of the rows come from that are there already
 * @param defaultCalls the functions that the default calls
 */
record Column(String name, SqlType type, boolean notNull, Backfill backfill, Set<String> defaultCalls) {
    enum Backfill {
        NULL,
        DEFAULT,
        IDENTITY,
        STORED_EXPRESSION,
        VIRTUAL_EXPRESSION
    }

    Column {
        defaultCalls = Set.copyOf(defaultCalls);
    }

    Column withNotNull(boolean now) {
        return new Column(name, type, now, backfill, defaultCalls);
    }

    Column withType(SqlType now) {
        return new Column(name, now, notNull, backfill, defaultCalls);
    }

    Column withName(String now) {
        return new Column(now, type, notNull, backfill, defaultCalls);
    }
}
