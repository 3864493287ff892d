package co.getanswers.schema.dev.lint;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Additional_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Lock_tableContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Only_table_multiplyContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Reindex_stmtContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Script_additionalContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Script_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Vacuum_modeContext;

/** Reads the statements that neither define the schema nor query it: locks, maintenance, blocks of code. */
final class ScriptStatementReader {
    /** The modes of LOCK TABLE that block neither readers nor writers. */
    private static final Set<String> LETS_WRITE =
            Set.of("ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE");

    private ScriptStatementReader() {}

    static List<Change> read(Script_statementContext statement) {
        var line = statement.getStart().getLine();
        if (statement.script_transaction() != null) {
            var lock = statement.script_transaction().lock_table();
            return lock == null ? List.of() : locked(line, lock);
        }
        return additional(line, statement.script_additional());
    }

    private static List<Change> additional(int line, Script_additionalContext statement) {
        if (statement.additional_statement() != null) {
            return additional(line, statement.additional_statement());
        } else if (statement.CALL() != null) {
            return List.of(new Change.Opaque(line, "CALL"));
        } else if (statement.VACUUM() != null && isFull(statement.vacuum_mode())) {
            var tables = statement.table_cols_list();
            return tables == null
                    ? List.of(new Change.LongLock(line, "VACUUM FULL", ""))
                    : tables.inheritance_specified_table_cols().stream()
                            .<Change>map(table -> new Change.LongLock(
                                    line, "VACUUM FULL", TreeText.name(table.schema_qualified_name())))
                            .toList();
        }
        return List.of();
    }

    private static List<Change> locked(int line, Lock_tableContext lock) {
        var mode = lock.lock_mode() == null
                ? "ACCESS EXCLUSIVE"
                : String.join(" ", TreeText.words(lock.lock_mode())).toUpperCase(Locale.ROOT);
        if (LETS_WRITE.contains(mode)) {
            return List.of();
        }
        return lock.only_table_multiply().stream()
                .<Change>map(table -> new Change.LongLock(
                        line,
                        "LOCK TABLE",
                        TreeText.name(table.schema_qualified_name()),
                        mode.equals("ACCESS EXCLUSIVE")))
                .toList();
    }

    private static boolean isFull(Vacuum_modeContext mode) {
        return mode.FULL() != null || mode.vacuum_option().stream().anyMatch(option -> option.FULL() != null);
    }

    private static List<Change> additional(int line, Additional_statementContext statement) {
        if (statement.anonymous_block() != null) {
            return List.of(new Change.Opaque(line, "DO"));
        } else if (statement.truncate_stmt() != null) {
            return occupied(line, "TRUNCATE", statement.truncate_stmt().only_table_multiply());
        } else if (statement.cluster_stmt() != null) {
            return List.of(new Change.LongLock(
                    line, "CLUSTER", TreeText.name(statement.cluster_stmt().schema_qualified_name())));
        } else if (statement.reindex_stmt() != null) {
            return List.of(reindex(line, statement.reindex_stmt()));
        } else if (statement.REFRESH() != null && statement.CONCURRENTLY() == null) {
            return List.of(new Change.LongLock(
                    line, "REFRESH MATERIALIZED VIEW", TreeText.name(statement.schema_qualified_name())));
        }
        return List.of();
    }

    private static Change reindex(int line, Reindex_stmtContext reindex) {
        var concurrent = reindex.CONCURRENTLY() != null
                || reindex.reindex_options() != null
                        && reindex.reindex_options().reindex_option().stream()
                                .anyMatch(option -> option.CONCURRENTLY() != null);
        return new Change.Reindex(line, TreeText.name(reindex.schema_qualified_name()), concurrent);
    }

    private static List<Change> occupied(int line, String verb, List<Only_table_multiplyContext> tables) {
        return tables.stream()
                .<Change>map(table -> new Change.LongLock(line, verb, TreeText.name(table.schema_qualified_name())))
                .toList();
    }
}
