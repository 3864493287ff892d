package co.getanswers.schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** The server's words about a failed statement: in one sentence without values of rows, or all of them. */
record ServerMessage(SQLException failure, @Nullable Statement statement) {
    private static final int LONGEST_STATEMENT = 200;
    /** The classes "data exception" and "integrity constraint violation", whose messages quote values of rows. */
    private static final Pattern ABOUT_ROWS = Pattern.compile("2[23].{3}");

    private static final Pattern KEY = Pattern.compile("(?s)^(?<columns>Key \\(.*?\\))=\\(.*\\)(?<rest> [^)]*)$");
    private static final Pattern QUOTED_VALUE = Pattern.compile("(?s)(?<=: |value )\".*\"");

    /** The message with the line, the detail, the hint and the statement, as far as they quote no row. */
    String sentence() {
        var said = server();
        var parts = new ArrayList<String>();
        parts.add(withoutValues(FailureTranslator.sentence(failure)));
        if (said != null) {
            addDetail(parts, said.getDetail());
            add(parts, "Hint: ", said.getHint());
        }
        if (statement != null) {
            parts.add("At line " + line() + ": " + shortened(statement.code()) + ".");
        }
        return String.join(" ", parts);
    }

    private String withoutValues(String message) {
        return isAboutRows() ? QUOTED_VALUE.matcher(message).replaceAll("a value (-v shows it)") : message;
    }

    private void addDetail(List<String> parts, @Nullable String detail) {
        if (detail == null) {
            return;
        }
        var key = KEY.matcher(detail);
        if (!isAboutRows()) {
            add(parts, "Detail: ", detail);
        } else if (key.matches()) {
            add(parts, "Detail: ", key.group("columns") + "=(…)" + key.group("rest") + " (-v shows the values)");
        } else {
            parts.add("Its detail quotes a row, which -v shows.");
        }
    }

    private static void add(List<String> parts, String label, @Nullable String text) {
        if (text != null) {
            var line = text.strip().replaceAll("\\s*\\n\\s*", "; ");
            parts.add(label + line + (line.endsWith(".") ? "" : "."));
        }
    }

    /** All that the server said, and the whole statement. */
    String details() {
        var said = server();
        var lines = new ArrayList<String>();
        lines.add(said == null ? String.valueOf(failure.getMessage()) : said.getSeverity() + ": " + said.getMessage());
        if (said != null) {
            addLine(lines, "SQLSTATE: ", said.getSQLState());
            addLine(lines, "Detail: ", said.getDetail());
            addLine(lines, "Hint: ", said.getHint());
            addLine(lines, "Query: ", said.getInternalQuery());
            addLine(lines, "Context: ", said.getWhere());
            addLine(lines, "Schema: ", said.getSchema());
            addLine(lines, "Table: ", said.getTable());
            addLine(lines, "Column: ", said.getColumn());
            addLine(lines, "Constraint: ", said.getConstraint());
        }
        if (statement != null) {
            lines.add("Statement, line " + line() + ":\n" + statement.sql());
        }
        return String.join("\n", lines);
    }

    private static void addLine(List<String> lines, String label, @Nullable String text) {
        if (text != null) {
            lines.add(label + text);
        }
    }

    /** The line of the script that the server points at, else that of the statement. */
    private int line() {
        var said = server();
        var failed = java.util.Objects.requireNonNull(statement);
        if (said == null || said.getPosition() <= 0 || said.getInternalQuery() != null) {
            return failed.line();
        }
        var before = failed.sql().codePoints().limit(said.getPosition() - 1L);
        return failed.firstLine()
                + (int) before.filter(character -> character == '\n').count();
    }

    private boolean isAboutRows() {
        return failure.getSQLState() != null
                && ABOUT_ROWS.matcher(failure.getSQLState()).matches();
    }

    private @Nullable ServerErrorMessage server() {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException server) {
                return server.getServerErrorMessage();
            }
        }
        return null;
    }

    private static String shortened(String code) {
        return code.length() <= LONGEST_STATEMENT ? code : code.substring(0, LONGEST_STATEMENT) + "…";
    }
}
