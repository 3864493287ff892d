package co.getanswers.schema.dev.generate;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Values that a CHECK allows before a script and not after it. Rows that hold them stop the script, or the validation. */
final class RemovedValues {
    private static final Pattern CHECK = Pattern.compile(
            ".* ADD CONSTRAINT (?<name>\\S+)\\s+CHECK \\((?<column>\\S+) IN \\((?<values>.*)\\)\\)(?<later> NOT VALID)?",
            Pattern.DOTALL);
    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");

    private RemovedValues() {}

    /** @return a comment; empty for statements that remove no value */
    static String note(String statement, List<String> opposite) {
        var after = CHECK.matcher(statement.replaceAll("\\s+", " "));
        if (!after.matches()) {
            return "";
        }
        var allowed = literals(after.group("values"));
        var removed = opposite.stream()
                .map(other -> CHECK.matcher(other.replaceAll("\\s+", " ")))
                .filter(before -> before.matches() && before.group("name").equals(after.group("name")))
                .flatMap(before -> literals(before.group("values")).stream())
                .filter(value -> !allowed.contains(value))
                .toList();
        return removed.isEmpty()
                ? ""
                : (after.group("later") == null ? "-- Fails" : "-- The validation fails")
                        + " while a row holds one of these: " + String.join(", ", removed) + ".\n";
    }

    private static List<String> literals(String list) {
        return LITERAL.matcher(list).results().map(MatchResult::group).toList();
    }
}
