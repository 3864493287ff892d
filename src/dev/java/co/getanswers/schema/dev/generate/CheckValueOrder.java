package co.getanswers.schema.dev.generate;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Aligns the order in which CHECKs list a column's values, which has no meaning. */
final class CheckValueOrder {
    private static final Pattern VALUE = Pattern.compile("'(?:[^']|'')*'");
    private static final Pattern ONE_LIST = Pattern.compile("CHECK \\([\\w\"]+ IN \\([^()]+\\)\\)");

    private CheckValueOrder() {}

    /** Gives the CHECKs of {@code database} the order of values of the same CHECKs in {@code other}. */
    static void align(ScratchDatabase database, ScratchDatabase other) throws SQLException {
        var wanted = checks(other);
        for (var check : checks(database).entrySet()) {
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

    /** The definition of each CHECK by {@code <table> <constraint>}, quoted where necessary. */
    private static Map<String, String> checks(ScratchDatabase database) {
        var checks = new HashMap<String, String>();
        for (var row : database.rows("""
                SELECT conrelid::regclass || ' ' || quote_ident(conname) || chr(10) || pg_get_constraintdef(oid)
                FROM pg_constraint
                WHERE contype = 'c' AND connamespace = 'public'::regnamespace AND conrelid <> 0""")) {
            var parts = row.split("\n", 2);
            checks.put(parts[0], ValueListFormatter.format(parts[1]));
        }
        return checks;
    }
}
