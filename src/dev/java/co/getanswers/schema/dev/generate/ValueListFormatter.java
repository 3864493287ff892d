package co.getanswers.schema.dev.generate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Formats the list of values in a CHECK or a predicate as a person writes it. PostgreSQL prints that of a {@code
 * varchar} column as {@code ANY ((ARRAY['low'::character varying, …])::text[])}, and if that is executed, prints it
 * differently again.
 */
final class ValueListFormatter {
    private static final Pattern PRINTED = Pattern.compile(
            "\\(\\((?<column>[\\w\"]+)\\)::text (?<operator>= ANY|<> ALL)"
                    + " \\(\\(ARRAY\\[(?<values>(?:'(?:[^']|'')*'::character varying(?:, )?)+)\\]\\)::text\\[\\]\\)\\)");

    private static final Pattern CHECK = Pattern.compile("CHECK \\(\\((?<condition>(?:[^()]|\\([^()]*\\))*)\\)\\)");

    private ValueListFormatter() {}

    static String format(String sql) {
        var lists = PRINTED.matcher(sql)
                .replaceAll(found -> Matcher.quoteReplacement(
                        "(" + found.group(1) + (found.group(2).equals("= ANY") ? " IN (" : " NOT IN (")
                                + found.group(3).replace("'::character varying", "'") + "))"));
        return CHECK.matcher(lists).replaceAll("CHECK (${condition})");
    }
}
