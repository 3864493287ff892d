package co.getanswers.schema.dev.lint;

import co.getanswers.schema.Script;
import co.getanswers.schema.ScriptRefusal;
import co.getanswers.schema.Statement;
import java.util.List;

/** The rows that follow a COPY … FROM stdin, which are no statements. */
final class CopyData {
    private static final String END = "\\.";

    private CopyData() {}

    /** The script with an empty line for each line of rows, so that all other lines keep their numbers. */
    static String blanked(Script script) {
        var sql = script.sql();
        var text = new StringBuilder();
        var from = 0;
        for (var statement : copies(script)) {
            var copy = sql.indexOf(statement.sql(), from);
            var rows = copy < 0 ? -1 : sql.indexOf('\n', copy + statement.sql().length());
            if (rows < 0) {
                continue;
            }
            text.append(sql, from, rows);
            from = rows;
            for (var ended = false; !ended && from >= 0 && from < sql.length(); ) {
                var next = sql.indexOf('\n', from + 1);
                var line = sql.substring(from + 1, next < 0 ? sql.length() : next);
                ended = line.stripTrailing().equals(END);
                text.append('\n');
                from = next < 0 ? sql.length() : next;
            }
        }
        return text.append(sql.substring(from)).toString();
    }

    private static List<Statement> copies(Script script) {
        try {
            return script.statements().stream()
                    .filter(statement -> statement.copyData() != null)
                    .toList();
        } catch (ScriptRefusal refused) {
            // Another rule says so.
            return List.of();
        }
    }
}
