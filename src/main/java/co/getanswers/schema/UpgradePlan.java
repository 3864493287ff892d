package co.getanswers.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Describes what an upgrade would do: its revisions, the locks they take, and the sizes of the tables. Changes nothing. */
public final class UpgradePlan {
    private final Connection connection;

    public UpgradePlan(Connection connection) {
        this.connection = connection;
    }

    /** A line for each table that the revision locks, the strongest lock of each: {@code messages: ACCESS EXCLUSIVE …}. */
    public List<String> locks(Revision revision) throws SQLException {
        var locks = new LinkedHashMap<String, TableLock>();
        var indexes = new LinkedHashMap<String, String>();
        for (var statement : revision.up().statements()) {
            for (var lock : TableLock.of(statement)) {
                var table = lock.ofIndex() ? tableOfIndex(lock.table(), indexes) : lock.table();
                if (!table.isEmpty()) {
                    locks.merge(
                            table,
                            lock,
                            (first, second) -> first.mode().compareTo(second.mode()) >= 0 ? first : second);
                }
            }
        }
        var lines = new ArrayList<String>();
        for (var lock : locks.entrySet()) {
            lines.add(lock.getKey() + ": " + lock.getValue().mode().words() + "; " + size(lock.getKey()));
        }
        return lines;
    }

    private String tableOfIndex(String index, Map<String, String> known) throws SQLException {
        if (!known.containsKey(index)) {
            try (var statement = connection.prepareStatement(
                    "SELECT indrelid::regclass::text FROM pg_index WHERE indexrelid = to_regclass(?)")) {
                statement.setString(1, index);
                try (var row = statement.executeQuery()) {
                    known.put(index, row.next() ? row.getString(1) : "");
                }
            }
        }
        return known.get(index);
    }

    private String size(String table) throws SQLException {
        try (var statement = connection.prepareStatement("""
                SELECT pg_size_pretty(pg_total_relation_size(oid)), greatest(reltuples, 0)::bigint
                FROM pg_class WHERE oid = to_regclass(?)""")) {
            statement.setString(1, table);
            try (var row = statement.executeQuery()) {
                return row.next() ? row.getString(1) + ", about " + row.getLong(2) + " rows" : "new";
            }
        }
    }
}
