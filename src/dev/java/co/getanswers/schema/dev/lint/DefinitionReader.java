package co.getanswers.schema.dev.lint;

import co.getanswers.schema.dev.lint.Column.Backfill;
import co.getanswers.schema.dev.lint.Constraint.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.ParserRuleContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Constr_bodyContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Constraint_commonContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Data_typeContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Function_callContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Table_column_definitionContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.VexContext;

/** Reads the definitions of columns, types and constraints from the parse tree. */
final class DefinitionReader {
    private DefinitionReader() {}

    static SqlType type(Data_typeContext type) {
        return SqlType.of(String.join(" ", TreeText.words(type)));
    }

    static Column column(Table_column_definitionContext definition) {
        var type = type(definition.data_type());
        var required = type.isSerial();
        var backfill = type.isSerial() ? Backfill.IDENTITY : Backfill.NULL;
        var calls = new HashSet<String>();
        for (var constraint : definition.constraint_common()) {
            var body = constraint.constr_body();
            if (body.default_expr != null && !body.default_expr.getText().equalsIgnoreCase("null")) {
                backfill = Backfill.DEFAULT;
                calls.addAll(calls(body.default_expr));
            } else if (body.identity_body() != null) {
                backfill = Backfill.IDENTITY;
                required = true;
            } else if (body.GENERATED() != null) {
                backfill = body.STORED() == null ? Backfill.VIRTUAL_EXPRESSION : Backfill.STORED_EXPRESSION;
            } else if (body.PRIMARY() != null || isNotNull(body)) {
                required = true;
            }
        }
        return new Column(TreeText.name(definition.identifier()), type, required, backfill, calls);
    }

    /** The constraints written with a column, except NOT NULL and the source of its values. */
    static List<Constraint> constraints(String table, Table_column_definitionContext definition) {
        var constraints = new ArrayList<Constraint>();
        for (var constraint : definition.constraint_common()) {
            var body = constraint.constr_body();
            if (kind(body) != Kind.NOT_NULL
                    && (body.REFERENCES() != null
                            || body.CHECK() != null
                            || body.UNIQUE() != null
                            || body.PRIMARY() != null)) {
                constraints.add(constraint(table, TreeText.name(definition.identifier()), constraint));
            }
        }
        return constraints;
    }

    /** @param column the one that it is written with; empty for a constraint of the table */
    static Constraint constraint(String table, String column, Constraint_commonContext constraint) {
        var body = constraint.constr_body();
        var kind = kind(body);
        var columns = new LinkedHashSet<>(columns(kind, body));
        if (!column.isEmpty()) {
            columns.add(column);
        }
        var index =
                body.index_parameters() == null ? null : body.index_parameters().schema_qualified_name();
        return new Constraint(
                constraint.identifier() == null
                        ? defaultName(table, column, kind, columns)
                        : TreeText.name(constraint.identifier()),
                kind,
                columns,
                kind == Kind.CHECK ? proven(body.expression) : Set.of(),
                kind == Kind.FOREIGN_KEY ? Optional.of(TreeText.name(body.schema_qualified_name())) : Optional.empty(),
                Optional.ofNullable(index).map(TreeText::name),
                constraint.VALID() == null);
    }

    private static Kind kind(Constr_bodyContext body) {
        if (body.REFERENCES() != null) {
            return Kind.FOREIGN_KEY;
        } else if (body.CHECK() != null) {
            return Kind.CHECK;
        } else if (body.PRIMARY() != null) {
            return Kind.PRIMARY_KEY;
        } else if (body.UNIQUE() != null) {
            return Kind.UNIQUE;
        }
        return body.EXCLUDE() != null ? Kind.EXCLUDE : Kind.NOT_NULL;
    }

    private static boolean isNotNull(Constr_bodyContext body) {
        return body.NOT() != null && body.NULL() != null;
    }

    private static List<String> columns(Kind kind, Constr_bodyContext body) {
        return switch (kind) {
            case FOREIGN_KEY -> body.col_period == null ? List.of() : names(body.col_period.schema_qualified_name());
            case PRIMARY_KEY, UNIQUE ->
                body.col_overlaps == null ? List.of() : names(body.col_overlaps.schema_qualified_name());
            case CHECK -> TreeText.words(body.expression);
            case NOT_NULL -> body.col_name == null ? List.of() : List.of(TreeText.name(body.col_name));
            case EXCLUDE -> TreeText.words(body);
        };
    }

    private static List<String> names(List<? extends ParserRuleContext> names) {
        return names.stream().map(TreeText::name).toList();
    }

    private static String defaultName(String table, String column, Kind kind, Set<String> columns) {
        var of = switch (kind) {
            case PRIMARY_KEY -> "";
            case CHECK -> column;
            default -> String.join("_", columns);
        };
        return table + "_" + (of.isEmpty() ? "" : of + "_") + kind.suffix;
    }

    /** The columns that are not null in every row that satisfies the condition. */
    private static Set<String> proven(VexContext condition) {
        var parts = condition.vex();
        if (condition.AND() != null && condition.BETWEEN() == null) {
            return parts.stream().flatMap(part -> proven(part).stream()).collect(Collectors.toSet());
        } else if (parts.size() == 1 && condition.LEFT_PAREN() != null && condition.IN() == null) {
            return proven(parts.get(0));
        } else if (parts.size() == 1 && condition.IS() != null && condition.NOT() != null && condition.NULL() != null) {
            return Set.of(TreeText.name(parts.get(0)));
        }
        return Set.of();
    }

    private static Set<String> calls(VexContext expression) {
        return TreeText.all(expression, Function_callContext.class).stream()
                .filter(call -> call.schema_qualified_name_nontype() != null)
                .map(call -> TreeText.name(call.schema_qualified_name_nontype()))
                .collect(Collectors.toSet());
    }
}
