package co.getanswers.schema;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The SQL file of a revision, or of its undo, without a byte order mark.
 *
 * @param name of the file, such as {@code V003__users_types.sql}
 */
public record Script(String name, String sql) {
    /** The comment before the first statement of a script whose statements commit one by one. */
    static final String NO_TRANSACTION = "-- migrate:no-transaction";

    private static final Pattern DECLARED = Pattern.compile("(?m)^\\s*--\\s*migrate:no-transaction\\b");

    public Script {
        sql = sql.startsWith("\uFEFF") ? sql.substring(1) : sql;
    }

    /** True if it runs in one transaction; concurrent index builds can't. Parses the whole script each time. */
    public boolean transactional() {
        return !declaredWithoutTransaction() && statements().stream().allMatch(Statement::transactional);
    }

    /** True if a comment before the first statement says that each statement commits by itself. */
    boolean declaredWithoutTransaction() {
        var declared = DECLARED.matcher(sql);
        return declared.find()
                && statements().stream()
                        .findFirst()
                        .filter(first ->
                                sql.substring(0, declared.end()).lines().count() < first.line())
                        .isPresent();
    }

    /** @throws ScriptRefusal if it can't be told apart into statements */
    public List<Statement> statements() {
        try {
            return Statement.split(sql);
        } catch (UnreadableScript unreadable) {
            throw new ScriptRefusal(name, unreadable.line(), unreadable.reason());
        }
    }

    /** Flyway's checksum, over the lines without their ends, which differ between checkouts. */
    public int checksum() {
        var crc = new CRC32();
        sql.lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
        return (int) crc.getValue();
    }
}
