package co.getanswers;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rows that the server has read in tables of which its statistics know nothing.
 *
 * @param byScan for each table, read as a whole, and each index
 */
public record RowsRead(Map<String, Long> byScan) {
    /** Keeps the server from learning of tables by itself. */
    public static void withoutStatistics(List<String> tables) {
        tables.forEach(table -> TestSql.execute("alter table " + table + " set (autovacuum_enabled = off)"));
    }

    public static RowsRead untilNow(List<String> tables) {
        var read = new TreeMap<String, Long>();
        try (var connection = TestSql.connection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select indexrelname, idx_tup_read from pg_stat_user_indexes where relname in ('%1$s')
                        union all
                        select relname, seq_tup_read from pg_stat_user_tables where relname in ('%1$s')""".formatted(String.join("', '", tables)))) {
            while (rows.next()) {
                read.put(rows.getString(1), rows.getLong(2));
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return new RowsRead(read);
    }

    /** The rows since an earlier moment, for each of some messages. */
    public RowsRead forEachSince(RowsRead earlier, int messages) {
        var read = new TreeMap<String, Long>();
        byScan.forEach((scan, rows) -> read.put(scan, (rows - earlier.byScan.getOrDefault(scan, 0L)) / messages));
        return new RowsRead(read);
    }

    public long sum() {
        return byScan.values().stream().mapToLong(Long::longValue).sum();
    }
}
