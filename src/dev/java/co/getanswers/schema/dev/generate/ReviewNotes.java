package co.getanswers.schema.dev.generate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Comments before generated statements: what a reviewer has to know before the statement runs on rows. */
final class ReviewNotes {
    private static final Map<Pattern, String> NOTES = notes();
    private static final String FROM = " /\\* from .* \\*/";
    private static final Pattern VARCHAR =
            Pattern.compile(" TYPE (?:text|varchar\\((?<to>\\d+)\\)) /\\* from varchar\\((?<from>\\d+)\\) \\*/");

    private ReviewNotes() {}

    private static Map<Pattern, String> notes() {
        var notes = new LinkedHashMap<Pattern, String>();
        notes.put(statement("DROP TABLE .*"), "Loses the table's rows.");
        notes.put(statement("ALTER TABLE \\S+\\s+DROP COLUMN .*"), "Loses what the column holds.");
        notes.put(
                statement("ALTER TABLE \\S+\\s+ADD COLUMN (?!.*\\bDEFAULT\\b).*\\bNOT NULL"),
                "Fails on a table that has rows: add it without NOT NULL, fill it, and require it then.");
        notes.put(
                statement("ALTER TABLE \\S+\\s+ALTER COLUMN \\S+ TYPE .*"),
                "Fails where the new type can't hold a value, and may rewrite the table under an exclusive lock.");
        notes.put(
                statement("ALTER TABLE \\S+\\s+ALTER COLUMN \\S+ SET NOT NULL"),
                "Fails where a row holds null, and reads the whole table under an exclusive lock.");
        return notes;
    }

    private static Pattern statement(String regex) {
        return Pattern.compile(regex, Pattern.DOTALL);
    }

    static String annotate(String statement) {
        var text = statement
                .replaceFirst(FROM, "")
                .replaceFirst(" (ADD CONSTRAINT \\S+) (CHECK|FOREIGN KEY) ", " $1\n        $2 ");
        return NOTES.entrySet().stream()
                .filter(note -> note.getKey().matcher(statement).matches() && !widens(statement))
                .map(note -> "-- " + note.getValue() + "\n" + text)
                .findFirst()
                .orElse(text);
    }

    /** True if the new type holds every value of the old one in the same form: the rows are not even read. */
    private static boolean widens(String statement) {
        var change = VARCHAR.matcher(statement);
        return change.find()
                && (change.group("to") == null
                        || Integer.parseInt(change.group("to")) >= Integer.parseInt(change.group("from")));
    }

    /** The text of a script: each statement with its note and its semicolon. */
    static String script(List<String> statements) {
        return script(statements, List.of());
    }

    /** @param opposite the statements that lead back */
    static String script(List<String> statements, List<String> opposite) {
        var script = new StringBuilder();
        for (var statement : statements) {
            script.append(script.isEmpty() || StepPlanner.isConcurrent(statement) ? "" : "\n")
                    .append(RemovedValues.note(statement, opposite))
                    .append(annotate(statement))
                    .append(";\n");
        }
        return script.toString();
    }
}
