package co.getanswers.schema.dev.lint;

import java.util.List;
import java.util.Locale;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Alter_table_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Column_actionContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Table_actionContext;

/** Reads the actions of an ALTER TABLE. */
final class AlterTableReader {
    private AlterTableReader() {}

    static List<Change> read(Alter_table_statementContext alter) {
        var line = alter.getStart().getLine();
        var table = TreeText.name(alter.name);
        if (!alter.table_action().isEmpty()) {
            return alter.table_action().stream()
                    .map(action -> action(table, action))
                    .toList();
        } else if (alter.rename_to() != null) {
            return List.of(new Change.RenameTable(line, table, TreeText.name(alter.rename_to().name)));
        } else if (alter.set_schema() != null) {
            return List.of(new Change.RenameTable(
                    line, table, TreeText.name(alter.set_schema().identifier()) + "." + table));
        } else if (alter.RENAME() != null && alter.CONSTRAINT() == null) {
            return List.of(new Change.RenameColumn(
                    line, table, TreeText.name(alter.identifier(0)), TreeText.name(alter.identifier(1))));
        }
        return List.of(new Change.AlterTable(line, table));
    }

    private static Change action(String table, Table_actionContext action) {
        var line = action.getStart().getLine();
        if (action.table_column_definition() != null) {
            return new Change.AddColumn(
                    line,
                    table,
                    DefinitionReader.column(action.table_column_definition()),
                    DefinitionReader.constraints(table, action.table_column_definition()));
        } else if (action.column_action() != null) {
            return column(line, table, TreeText.name(action.column), action.column_action());
        } else if (action.DROP() != null && action.column != null) {
            return new Change.DropColumn(line, table, TreeText.name(action.column));
        } else if (action.tabl_constraint != null) {
            return new Change.AddConstraint(
                    line, table, DefinitionReader.constraint(table, "", action.tabl_constraint));
        } else if (action.validate_constraint() != null) {
            return new Change.ValidateConstraint(
                    line, table, TreeText.name(action.validate_constraint().constraint_name));
        } else if (action.drop_constraint() != null) {
            return new Change.DropConstraint(line, table, TreeText.name(action.drop_constraint().constraint_name));
        } else if (action.set_tablespace() != null || action.set_logged() != null || action.METHOD() != null) {
            return new Change.LongLock(
                    line, String.join(" ", TreeText.words(action)).toUpperCase(Locale.ROOT), table);
        } else if (action.storage_parameters() != null
                || action.names_in_parens() != null
                || action.TRIGGER() != null) {
            return new Change.Other(line);
        }
        return new Change.AlterTable(line, table);
    }

    private static Change column(int line, String table, String column, Column_actionContext action) {
        if (action.TYPE() != null) {
            return new Change.ChangeType(
                    line, table, column, DefinitionReader.type(action.data_type()), action.USING() != null);
        } else if (action.NOT() != null && action.NULL() != null) {
            return action.DROP() == null
                    ? new Change.SetNotNull(line, table, column)
                    : new Change.DropNotNull(line, table, column);
        } else if (action.set_statistics() != null || action.storage_parameters() != null) {
            return new Change.Other(line);
        } else if (action.EXPRESSION() != null && action.SET() != null) {
            return new Change.LongLock(line, "SET EXPRESSION", table);
        }
        return new Change.AlterTable(line, table);
    }
}
