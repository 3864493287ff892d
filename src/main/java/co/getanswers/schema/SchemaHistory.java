package co.getanswers.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of Flyway's history table, the oldest first. They are an audit trail: undoing a revision adds a row of type
 * {@code DELETE}, after which Flyway takes the revision for pending. (Rows of type {@code UNDO_SQL}, which Flyway's
 * paid editions write, its free one can't read.)
 */
public final class SchemaHistory {
    public static final String TABLE = "flyway_schema_history";

    /** Makes the table as Flyway itself does, column for column. */
    public static final String CREATE = """
            CREATE TABLE flyway_schema_history (
                installed_rank integer NOT NULL,
                version varchar(50),
                description varchar(200) NOT NULL,
                type varchar(20) NOT NULL,
                script varchar(1000) NOT NULL,
                checksum integer,
                installed_by varchar(100) NOT NULL,
                installed_on timestamp NOT NULL DEFAULT now(),
                execution_time integer NOT NULL,
                success boolean NOT NULL,
                CONSTRAINT flyway_schema_history_pk PRIMARY KEY (installed_rank)
            );
            CREATE INDEX flyway_schema_history_s_idx ON flyway_schema_history (success);
            """;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final List<HistoryRow> rows;
    private final SortedMap<Long, HistoryRow> applied;
    private final long baseline;

    /** @param rows the oldest first */
    public SchemaHistory(List<HistoryRow> rows) {
        this.rows = List.copyOf(rows);
        applied = applied(rows);
        baseline = applied.values().stream()
                .filter(HistoryRow::isBaseline)
                .mapToLong(HistoryRow::number)
                .max()
                .orElse(0);
    }

    private static SortedMap<Long, HistoryRow> applied(List<HistoryRow> rows) {
        var applied = new TreeMap<Long, HistoryRow>();
        for (var row : rows) {
            if (row.version() != null) {
                if (row.isUndone()) {
                    applied.remove(row.number());
                } else if (row.success()) {
                    applied.put(row.number(), row);
                }
            }
        }
        return applied;
    }

    public List<HistoryRow> rows() {
        return rows;
    }

    /** Reads the table; empty if it does not exist. */
    public static SchemaHistory read(Connection connection) throws SQLException {
        var rows = new ArrayList<HistoryRow>();
        if (exists(connection)) {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("""
                            SELECT installed_rank, version, description, type, script, checksum, installed_by,
                                to_char(installed_on, 'YYYY-MM-DD HH24:MI:SS') AS installed_on, execution_time, success
                            FROM flyway_schema_history
                            ORDER BY installed_rank""")) {
                while (row.next()) {
                    requireReadable(row.getString("version"));
                    rows.add(new HistoryRow(
                            row.getInt("installed_rank"),
                            row.getString("version"),
                            row.getString("description"),
                            row.getString("type"),
                            row.getString("script"),
                            row.getObject("checksum", Integer.class),
                            row.getString("installed_by"),
                            row.getString("installed_on"),
                            row.getInt("execution_time"),
                            row.getBoolean("success")));
                }
            }
        }
        return new SchemaHistory(rows);
    }

    private static void requireReadable(@Nullable String version) {
        if (version != null && !NUMBER.matcher(version).matches()) {
            throw new MigrationFailure("The history has revision " + version
                    + ", which another program wrote: this program's revisions are numbers. Give each program a"
                    + " database of its own.");
        }
    }

    public static boolean exists(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT to_regclass('flyway_schema_history') IS NOT NULL")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Creates the table if it is missing. */
    public static void ensure(Connection connection) throws SQLException {
        if (!exists(connection)) {
            create(connection);
        }
    }

    static void create(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(CREATE);
        }
    }

    /** The statement that records a revision as applied; the execution time is an SQL expression, in milliseconds. */
    public static String insertApplied(Revision revision, String executionTime) {
        return insert(revision, "SQL", String.valueOf(revision.up().checksum()), executionTime, true);
    }

    /** The statement that records a revision as undone. */
    public static String insertUndone(Revision revision, String executionTime) {
        var undone = insert(revision, "DELETE", "NULL", executionTime, true);
        return revision.squash()
                .map(squash -> undone + ";\n\n" + insertUndoneRange(squash))
                .orElse(undone);
    }

    /** The statement that records revisions as applied; each row has the time of their transaction. */
    static String insertApplied(List<Revision> revisions) {
        return insert(revisions, "SQL", revision -> String.valueOf(revision.up().checksum()));
    }

    /** The statement that records revisions as undone, none of them a squash; each row has the time of their transaction. */
    static String insertUndone(List<Revision> revisions) {
        return insert(revisions, "DELETE", revision -> "NULL::integer");
    }

    private static String insert(List<Revision> revisions, String type, Function<Revision, String> checksum) {
        var rows = IntStream.range(0, revisions.size())
                .mapToObj(place -> {
                    var revision = revisions.get(place);
                    return "(%d, '%s', %s, %s, %s)"
                            .formatted(
                                    place,
                                    revision.id(),
                                    literal(revision.description()),
                                    literal(revision.up().name()),
                                    checksum.apply(revision));
                })
                .collect(Collectors.joining(",\n    "));
        return """
                INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,
                    installed_by, execution_time, success)
                SELECT (SELECT coalesce(max(installed_rank), 0) FROM flyway_schema_history) + row_number() OVER (ORDER BY place),
                    id, description, '%s', script, checksum, current_user,
                    extract(epoch FROM clock_timestamp() - now()) * 1000, true
                FROM (VALUES
                    %s) AS run (place, id, description, script, checksum)""".formatted(type, rows);
    }

    /** The rows that the revisions before a squash left. */
    private static String insertUndoneRange(Squash squash) {
        return """
                INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,
                    installed_by, execution_time, success)
                SELECT (SELECT max(installed_rank) FROM flyway_schema_history) + row_number() OVER (ORDER BY installed_rank),
                    version, description, 'DELETE', script, NULL, current_user, 0, true
                FROM flyway_schema_history
                WHERE version::bigint BETWEEN %d AND %d AND type = 'SQL' AND success""".formatted(squash.first(), squash.last() - 1);
    }

    /** The statement that records the start of a revision that can't run in a transaction. */
    static String insertStarted(Revision revision) {
        return insert(revision, "SQL", String.valueOf(revision.up().checksum()), "0", false);
    }

    /** The statement that records the start of an undo that can't run in a transaction. */
    static String insertUndoStarted(Revision revision) {
        return insert(revision, "DELETE", "NULL", "0", false);
    }

    private static String insert(
            Revision revision, String type, String checksum, String executionTime, boolean success) {
        return """
                INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,
                    installed_by, execution_time, success)
                SELECT coalesce(max(installed_rank), 0) + 1, '%s', %s, '%s', %s, %s, current_user, %s, %s
                FROM flyway_schema_history""".formatted(
                        revision.id(),
                        literal(revision.description()),
                        type,
                        literal(revision.up().name()),
                        checksum,
                        executionTime,
                        success);
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** The row of each applied revision, the oldest first; one whose undo was interrupted is not applied. */
    public List<HistoryRow> applied() {
        return List.copyOf(applied.values());
    }

    /** The row of a revision if it is applied and has one of its own. */
    public Optional<HistoryRow> applied(Revision revision) {
        return Optional.ofNullable(applied.get(revision.number()));
    }

    /** The undo that was started and not finished, if there is one. */
    public Optional<HistoryRow> interruptedUndo() {
        return rows.stream()
                .filter(row -> row.isUndone() && !row.success())
                .filter(row -> rows.stream()
                        .noneMatch(later -> later.rank() > row.rank()
                                && later.success()
                                && Objects.equals(row.version(), later.version())))
                .findFirst();
    }

    /** The rows of failed revisions and undos; only those that can't run in a transaction leave one. */
    public List<HistoryRow> failed() {
        return rows.stream().filter(row -> !row.success()).toList();
    }

    /**
     * Refuses to undo below a baseline, a revision that was found applied: what lies below it is not recorded.
     *
     * @throws MigrationFailure if the target lies below
     */
    void requireNotBelowBaseline(@Nullable Revision target) {
        for (var row : applied()) {
            if (row.isBaseline() && (target == null || target.number() < row.number())) {
                throw new MigrationFailure("The history begins at revision " + row.version()
                        + ", a baseline: what lies below it is not recorded. Write a row for each revision with: migrate"
                        + " stamp --purge " + current().orElse(row).version()
                        + ". That replaces the rows of the history and changes no other table.");
            }
        }
    }

    /** The row of the newest applied revision; absent at the base. */
    public Optional<HistoryRow> current() {
        return applied.isEmpty() ? Optional.empty() : Optional.ofNullable(applied.get(applied.lastKey()));
    }

    /** True if a revision is applied, by its own row or by a baseline at or above it. */
    public boolean isApplied(Revision revision) {
        return applied.containsKey(revision.number()) || revision.number() < baseline;
    }
}
