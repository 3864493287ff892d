package co.getanswers.schema.dev.generate;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Aligns the order in which CHECKs list a column's values, which has no meaning. */
final class CheckValueOrder {
    private static final Pattern VALUE = Pattern.compile("'(?:[^']|'')*'");
    private static final Pattern ONE_LIST = Pattern.compile("CHECK \\([\\w\"]+ IN \\([^()]+\\)\\)");

    private static final String IS_CHECK = "contype = 'c'";

    private CheckValueOrder() {}

    /** Gives the CHECKs of {@code database} the order of values of the same CHECKs in {@code other}. */
    static void align(ScratchDatabase database, ScratchDatabase other) throws SQLException {
        var wanted = NotValidConstraints.constraints(other, IS_CHECK);
        for (var check : NotValidConstraints.constraints(database, IS_CHECK).entrySet()) {
            var definition = wanted.get(check.getKey());
            if (definition != null && sameValues(check.getValue(), definition)) {
                var name = check.getKey().split(" ");
                database.run(List.of("ALTER TABLE %s DROP CONSTRAINT %s, ADD CONSTRAINT %s %s"
                        .formatted(name[0], name[1], name[1], definition)));
            }
        }
    }

    private static boolean sameValues(String one, String other) {
        return !one.equals(other)
                && ONE_LIST.matcher(one).matches()
                && VALUE.matcher(one).replaceAll("").equals(VALUE.matcher(other).replaceAll(""))
                && values(one).equals(values(other));
    }

    private static List<String> values(String definition) {
        return VALUE.matcher(definition)
                .results()
                .map(MatchResult::group)
                .sorted()
                .toList();
    }
}
