package co.getanswers.schema.dev.generate;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Formats pgCodeKeeper's statements as a person would write them, without its notes. */
final class SqlFormatter {
    private static final Pattern QUOTED = Pattern.compile(
            "(?<quoted>'(?:[^']|'')*'|\\$(?<tag>\\w*)\\$.*?\\$\\k<tag>\\$|\"(?:[^\"]|\"\")*\")"
                    + "|\\bpublic\\.(?=\"?(?<name>\\w+))"
                    + "|\\b(?<type>character varying|timestamp with(?:out)? time zone)\\b",
            Pattern.DOTALL);
    private static final Pattern TYPE_CHANGE = Pattern.compile(
            "(?<using> USING [^;]*?); /\\* TYPE change - [^*]*? original: (?<from>[^*]*?) new: (?<to>[^*]*?) \\*/");
    /** Groups of types that are converted within the group without a USING clause. */
    private static final List<List<String>> ALIKE = List.of(
            List.of("character varying", "character", "text"),
            List.of("smallint", "integer", "bigint", "numeric", "real", "double precision"));

    private static final Pattern PRINTED_LIST = Pattern.compile(
            "\\(\\((?<column>[\\w\"]+)\\)::text (?<operator>= ANY|<> ALL)"
                    + " \\(\\(ARRAY\\[(?<values>(?:'(?:[^']|'')*'::character varying(?:, )?)+)\\]\\)::text\\[\\]\\)\\)");

    private static final Pattern PRINTED_CHECK =
            Pattern.compile("CHECK \\(\\((?<condition>(?:[^()]|\\([^()]*\\))*)\\)\\)");

    private SqlFormatter() {}

    /** @param unambiguous tells whether a name is found without its schema before it */
    static String format(String raw, Predicate<String> unambiguous) {
        var statement = withoutComments(raw)
                .replaceFirst("^ALTER TABLE ONLY ", "ALTER TABLE ")
                .replaceFirst("^(CREATE (?:UNIQUE )?INDEX \\S+ ON \\S+) USING btree ", "$1 ")
                // The generated name, which only servers from PostgreSQL 18 on have.
                .replaceAll(" CONSTRAINT \\S+ NOT NULL", " NOT NULL")
                .replace("\nWHERE ", "\n    WHERE ")
                .replace("\t", "    ");
        return QUOTED.matcher(valueLists(statement))
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

    /** Shortens the note beside each change of type, and removes the USING clause that the types don't need. */
    static String shortenTypeNotes(String script) {
        return TYPE_CHANGE.matcher(script).replaceAll(change -> {
            var from = base(change.group(2));
            var to = base(change.group(3));
            var alike = ALIKE.stream().anyMatch(types -> types.contains(from) && types.contains(to));
            return Matcher.quoteReplacement((alike ? "" : change.group(1)) + " /* from " + change.group(2) + " */;");
        });
    }

    /**
     * Writes the list of values of a CHECK or a predicate as a person does. PostgreSQL prints that of a {@code varchar}
     * column as {@code ANY ((ARRAY['low'::character varying, …])::text[])}, and once executed, that differently again.
     */
    static String valueLists(String sql) {
        var lists = PRINTED_LIST
                .matcher(sql)
                .replaceAll(found -> Matcher.quoteReplacement(
                        "(" + found.group(1) + (found.group(2).equals("= ANY") ? " IN (" : " NOT IN (")
                                + found.group(3).replace("'::character varying", "'") + "))"));
        return PRINTED_CHECK.matcher(lists).replaceAll("CHECK (${condition})");
    }

    /** Removes the comment lines before the statement. */
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
