package co.getanswers.schema.dev.generate;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds tables and columns that may have been renamed between two schemas. */
final class RenameDetection {
    private RenameDetection() {}

    /**
     * Does the possible renames in {@code from}, so that the rest of the difference can be found.
     *
     * @return the renames to ask about, in the order in which they were done
     */
    static List<RenameQuestion> detectAndRename(ScratchDatabase from, ScratchDatabase to) throws SQLException {
        var questions = new ArrayList<RenameQuestion>();
        var tables = columns(from);
        var wanted = columns(to);
        for (var removed : missing(tables.keySet(), wanted.keySet())) {
            for (var added : missing(wanted.keySet(), columns(from).keySet())) {
                if (tables.containsKey(removed) && tables.get(removed).equals(wanted.get(added))) {
                    questions.add(rename(
                            from,
                            to,
                            added,
                            "Was the table %s renamed to %s?".formatted(removed, added),
                            "ALTER TABLE %s RENAME TO %s".formatted(removed, added),
                            "ALTER TABLE %s RENAME TO %s".formatted(added, removed)));
                    tables.remove(removed);
                }
            }
        }
        for (var table : columns(from).entrySet()) {
            if (wanted.containsKey(table.getKey())) {
                renamedColumns(from, to, table.getKey(), table.getValue(), wanted.get(table.getKey()), questions);
            }
        }
        return questions;
    }

    private static void renamedColumns(
            ScratchDatabase from,
            ScratchDatabase to,
            String table,
            Map<String, String> columns,
            Map<String, String> wanted,
            List<RenameQuestion> questions)
            throws SQLException {
        var added = missing(wanted.keySet(), columns.keySet());
        for (var removed : missing(columns.keySet(), wanted.keySet())) {
            var match = added.stream()
                    .filter(name -> wanted.get(name).equals(columns.get(removed)))
                    .findFirst();
            if (match.isPresent()) {
                added.remove(match.get());
                questions.add(rename(
                        from,
                        to,
                        table,
                        "Was the column %s.%s renamed to %s?".formatted(table, removed, match.get()),
                        "ALTER TABLE %s RENAME COLUMN %s TO %s".formatted(table, removed, match.get()),
                        "ALTER TABLE %s RENAME COLUMN %s TO %s".formatted(table, match.get(), removed)));
            }
        }
    }

    /** Runs a rename, then those of the table's keys, constraints and indexes that differ only in their name. */
    private static RenameQuestion rename(
            ScratchDatabase from, ScratchDatabase to, String table, String question, String up, String down)
            throws SQLException {
        var ups = new ArrayList<>(List.of(up));
        var downs = new ArrayList<>(List.of(down));
        from.run(List.of(up));
        var named = definitions(from, table);
        var wanted = definitions(to, table);
        for (var removed : missing(named.keySet(), wanted.keySet())) {
            for (var added : missing(wanted.keySet(), named.keySet())) {
                if (named.containsKey(removed) && named.get(removed).equals(wanted.get(added))) {
                    var rename = removed.startsWith("CONSTRAINT ")
                            ? "ALTER TABLE " + table + " RENAME %s TO %s"
                            : "ALTER %s RENAME TO %s";
                    ups.add(rename.formatted(removed, nameOf(added)));
                    downs.add(0, rename.formatted(added, nameOf(removed)));
                    from.run(ups.subList(ups.size() - 1, ups.size()));
                    named.remove(removed);
                    wanted.remove(added);
                }
            }
        }
        return new RenameQuestion(question, ups, downs);
    }

    private static String nameOf(String kindAndName) {
        return kindAndName.substring(kindAndName.indexOf(' ') + 1);
    }

    /** The type of each column, by table and column. */
    private static Map<String, Map<String, String>> columns(ScratchDatabase database) {
        var tables = new TreeMap<String, Map<String, String>>();
        for (var row : database.rows("""
                SELECT quote_ident(relname) || chr(10) || quote_ident(attname) || chr(10)
                    || format_type(atttypid, atttypmod)
                FROM pg_class
                JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
                WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
                ORDER BY attnum""")) {
            var parts = row.split("\n");
            tables.computeIfAbsent(parts[0], table -> new TreeMap<>()).put(parts[1], parts[2]);
        }
        return tables;
    }

    /** The definitions of the table's constraints and other indexes by kind and name, without NOT NULL. */
    private static Map<String, String> definitions(ScratchDatabase database, String table) {
        var definitions = new TreeMap<String, String>();
        for (var row : database.rows("""
                SELECT 'CONSTRAINT ' || quote_ident(conname) || chr(10) || pg_get_constraintdef(oid)
                FROM pg_constraint
                WHERE conrelid = to_regclass('%1$s') AND contype <> 'n'
                UNION ALL
                SELECT 'INDEX ' || quote_ident(relname) || chr(10)
                    || replace(pg_get_indexdef(indexrelid), ' INDEX ' || quote_ident(relname) || ' ', ' ')
                FROM pg_index
                JOIN pg_class ON pg_class.oid = indexrelid
                WHERE indrelid = to_regclass('%1$s')
                  AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND conrelid = indrelid)
                """.formatted(table))) {
            var parts = row.split("\n", 2);
            definitions.put(parts[0], parts[1]);
        }
        return definitions;
    }

    private static List<String> missing(Set<String> these, Set<String> fromThose) {
        var missing = new HashSet<>(these);
        missing.removeAll(fromThose);
        return new ArrayList<>(missing.stream().sorted().toList());
    }
}
