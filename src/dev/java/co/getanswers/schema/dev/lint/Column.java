package co.getanswers.schema.dev.lint;

import java.util.Set;

/**
 * A column as the scripts so far leave it.
 *
 * @param backfill the source of the column's values in rows that exist when it is added
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
