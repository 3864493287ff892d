package co.getanswers.schema.dev.generate;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A statement as a person would write it: without what is understood, and without what pgCodeKeeper notes beside it. */
final class SqlFormatter {
    private static final Pattern QUOTED = Pattern.compile(
            "(?<quoted>'(?:[^']|'')*'|\\$(?<tag>\\w*)\\$.*?\\$\\k<tag>\\$|\"(?:[^\"]|\"\")*\")"
                    + "|\\bpublic\\.(?=\"?(?<name>\\w+))"
                    + "|\\b(?<type>character varying|timestamp with(?:out)? time zone)\\b",
            Pattern.DOTALL);
    private static final Pattern TYPE_CHANGE = Pattern.compile(
            "(?<using> USING [^;]*?); /\\* TYPE change - [^*]*? original: (?<from>[^*]*?) new: (?<to>[^*]*?) \\*/");
    /** Types of one row become one another without being told how. */
    private static final List<List<String>> ALIKE = List.of(
            List.of("character varying", "character", "text"),
            List.of("smallint", "integer", "bigint", "numeric", "real", "double precision"));

    private SqlFormatter() {}

    /** @param unambiguous whether a name of the schema is found without the schema's name before it */
    static String format(String raw, Predicate<String> unambiguous) {
        var statement = withoutComments(raw)
                .replaceFirst("^ALTER TABLE ONLY ", "ALTER TABLE ")
                .replaceFirst("^(CREATE (?:UNIQUE )?INDEX \\S+ ON \\S+) USING btree ", "$1 ")
                // Only PostgreSQL 18 has a name for it, which it makes up.
                .replaceAll(" CONSTRAINT \\S+ NOT NULL", " NOT NULL")
                .replace("\nWHERE ", "\n    WHERE ")
                .replace("\t", "    ");
        return QUOTED.matcher(ValueListFormatter.format(statement))
                .replaceAll(found -> Matcher.quoteReplacement(shortened(found.group(), found.group(3), unambiguous)));
    }

    private static String shortened(String found, String name, Predicate<String> unambiguous) {
        return switch (found) {
            case "public." -> unambiguous.test(name) ? "" : found;
            case "character varying" -> "varchar";
            case "timestamp with time zone" -> "timestamptz";
            case "timestamp without time zone" -> "timestamp";
            default -> found;
        };
    }

    /** A script with the note beside each change of type in short; it tells whether the change has to be told how. */
    static String shortenTypeNotes(String script) {
        return TYPE_CHANGE.matcher(script).replaceAll(change -> {
            var from = base(change.group(2));
            var to = base(change.group(3));
            var alike = ALIKE.stream().anyMatch(types -> types.contains(from) && types.contains(to));
            return Matcher.quoteReplacement((alike ? "" : change.group(1)) + " /* from " + change.group(2) + " */;");
        });
    }

    /** Without the lines of comment that stand before it. */
    private static String withoutComments(String statement) {
        var rest = statement.strip();
        while (rest.startsWith("--")) {
            var end = rest.indexOf('\n');
            rest = end < 0 ? "" : rest.substring(end + 1).strip();
        }
        return rest;
    }

    private static String base(String type) {
        return type.replaceFirst("\\(.*", "").strip();
    }
}
