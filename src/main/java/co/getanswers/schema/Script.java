package co.getanswers.schema;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The SQL file of a revision, or of its undo.
 *
 * @param name of the file, such as {@code V003__users_types.sql}
 */
public record Script(String name, String sql) {
    /** True if it can run in one transaction; concurrent index builds can't. Parses the whole script each time. */
    public boolean transactional() {
        return statements().stream().allMatch(Statement::transactional);
    }

    public List<Statement> statements() {
        return Statement.split(sql);
    }

    /** Flyway's checksum, over the lines without their ends, which differ between checkouts. */
    public int checksum() {
        var crc = new CRC32();
        var text = sql.startsWith("\uFEFF") ? sql.substring(1) : sql;
        text.lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
        return (int) crc.getValue();
    }
}
