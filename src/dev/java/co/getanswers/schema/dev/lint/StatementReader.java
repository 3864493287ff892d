package co.getanswers.schema.dev.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Create_index_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Create_table_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Delete_stmt_for_psqlContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Drop_statementsContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Merge_stmt_for_psqlContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Schema_alterContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Schema_createContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Session_local_optionContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.StatementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Update_stmt_for_psqlContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.VexContext;

/** Reads the changes that a statement makes from its parse tree. */
final class StatementReader {
    private static final Set<String> ALWAYS = Set.of("true", "(true)", "1=1", "(1=1)");

    private StatementReader() {}

    static List<Change> read(StatementContext statement) {
        var line = statement.getStart().getLine();
        var changes = new ArrayList<Change>();
        if (statement.data_statement() != null) {
            changes.addAll(written(statement));
        } else if (statement.script_statement() != null) {
            changes.addAll(ScriptStatementReader.read(statement.script_statement()));
        } else if (statement.schema_statement().schema_create() != null) {
            changes.addAll(created(statement.schema_statement().schema_create()));
        } else if (statement.schema_statement().schema_alter() != null) {
            changes.addAll(altered(statement.schema_statement().schema_alter()));
        } else if (statement.schema_statement().schema_drop().drop_statements() != null) {
            changes.addAll(
                    dropped(line, statement.schema_statement().schema_drop().drop_statements()));
        }
        return changes.isEmpty() ? List.of(new Change.Other(line)) : List.copyOf(changes);
    }

    /** The rows changed anywhere in the statement: a query in a WITH clause may do that, too. */
    private static List<Change> written(StatementContext statement) {
        var changes = new ArrayList<Change>();
        for (var update : TreeText.all(statement, Update_stmt_for_psqlContext.class)) {
            changes.add(new Change.WriteRows(
                    line(update), "UPDATE", TreeText.name(update.update_table_name), everyRow(update.vex())));
        }
        for (var delete : TreeText.all(statement, Delete_stmt_for_psqlContext.class)) {
            changes.add(new Change.WriteRows(
                    line(delete), "DELETE", TreeText.name(delete.delete_table_name), everyRow(delete.vex())));
        }
        for (var merge : TreeText.all(statement, Merge_stmt_for_psqlContext.class)) {
            changes.add(new Change.WriteRows(line(merge), "MERGE", TreeText.name(merge.merge_table_name), false));
        }
        return changes;
    }

    /** True without a condition, and with one that holds for each row. */
    private static boolean everyRow(@Nullable VexContext condition) {
        return condition == null || ALWAYS.contains(condition.getText().toLowerCase(Locale.ROOT));
    }

    private static List<Change> created(Schema_createContext create) {
        var line = line(create);
        if (create.create_table_statement() != null) {
            return List.of(table(line, create.create_table_statement()));
        } else if (create.create_table_as_statement() != null) {
            var table = create.create_table_as_statement();
            return List.of(new Change.CreateTable(
                    line, TreeText.name(table.name), table.if_not_exists() != null, List.of(), List.of()));
        } else if (create.create_index_statement() != null) {
            return List.of(index(line, create.create_index_statement()));
        } else if (create.set_statement() != null) {
            var setting = create.set_statement().set_action().session_local_option();
            return setting == null ? List.of() : timeZone(line, setting).toList();
        }
        return List.of();
    }

    private static Change table(int line, Create_table_statementContext create) {
        var columns = new ArrayList<Column>();
        var constraints = new ArrayList<Constraint>();
        var name = TreeText.name(create.name);
        var definition = create.define_table().define_columns();
        if (definition != null) {
            for (var part : definition.table_column_def()) {
                if (part.table_column_definition() != null) {
                    columns.add(DefinitionReader.column(part.table_column_definition()));
                    constraints.addAll(DefinitionReader.constraints(name, part.table_column_definition()));
                } else if (part.tabl_constraint != null) {
                    constraints.add(DefinitionReader.constraint(name, "", part.tabl_constraint));
                }
            }
        }
        return new Change.CreateTable(line, name, create.if_not_exists() != null, columns, constraints);
    }

    private static Change index(int line, Create_index_statementContext create) {
        var index = new Index(
                TreeText.name(create.name),
                TreeText.name(create.table_name),
                new HashSet<>(TreeText.words(create.index_rest())));
        return new Change.CreateIndex(line, index, create.CONCURRENTLY() != null, create.if_not_exists() != null);
    }

    private static Stream<Change> timeZone(int line, Session_local_optionContext setting) {
        String zone;
        if (setting.zone_value() != null) {
            zone = setting.zone_value().getText();
        } else if (TreeText.name(setting.config_param).equals("timezone") && setting.set_statement_value() != null) {
            zone = setting.set_statement_value().getText();
        } else {
            return Stream.empty();
        }
        return Stream.of(new Change.SetTimeZone(
                line, zone.replace("'", "").toUpperCase(Locale.ROOT).equals("UTC")));
    }

    private static List<Change> altered(Schema_alterContext alter) {
        if (alter.alter_table_statement() != null) {
            return AlterTableReader.read(alter.alter_table_statement());
        }
        return List.of();
    }

    private static List<Change> dropped(int line, Drop_statementsContext drop) {
        var dropped = drop.if_exist_names_restrict_cascade();
        var changes = new ArrayList<Change>();
        for (var name : TreeText.names(dropped.names_references())) {
            if (drop.TABLE() != null) {
                changes.add(new Change.DropTable(line, name));
            } else if (drop.INDEX() != null) {
                changes.add(new Change.DropIndex(line, name, drop.CONCURRENTLY() != null, dropped.if_exists() != null));
            }
        }
        return changes;
    }

    private static int line(ParserRuleContext part) {
        return part.getStart().getLine();
    }
}
