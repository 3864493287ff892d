package co.getanswers.schema;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The procedures of revisions that commit, which no transaction may call. Scripts are searched when one is called. */
final class CommittingProcedures {
    private static final Pattern PROCEDURE = Pattern.compile("CREATE (?:OR REPLACE )?PROCEDURE (?<name>\\S+) .*");
    private static final Pattern COMMITS =
            Pattern.compile("(?is).*\\b(?:COMMIT|ROLLBACK)\\b\\s*(?:AND\\s+CHAIN\\s*)?;.*");

    private static final Pattern COMMENT_OR_STRING = Pattern.compile("--[^\n]*|'(?:[^']|'')*'");

    private final Revisions revisions;
    private @Nullable Set<String> names;

    CommittingProcedures(Revisions revisions) {
        this.revisions = revisions;
    }

    /** True if the code that it holds commits. */
    static boolean commits(Statement statement) {
        var sql = statement.sql();
        var code = sql.contains("$") ? COMMENT_OR_STRING.matcher(sql).replaceAll("") : sql;
        return COMMITS.matcher(code).matches();
    }

    /** @param name in upper case, or quoted */
    boolean contains(String name) {
        if (names == null) {
            names = revisions.all().stream()
                    .flatMap(revision -> revision.up().statements().stream())
                    .filter(CommittingProcedures::commits)
                    .map(statement -> PROCEDURE.matcher(statement.shape()))
                    .filter(Matcher::matches)
                    .map(made -> made.group("name"))
                    .collect(Collectors.toSet());
        }
        return names.contains(name);
    }
}
