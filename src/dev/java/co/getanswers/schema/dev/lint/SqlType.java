package co.getanswers.schema.dev.lint;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An SQL type under its short name.
 *
 * @param name such as {@code varchar}, with {@code []} at the end for an array
 * @param modifiers such as the length of a varchar, or precision and scale of a numeric; empty for no limit
 */
record SqlType(String name, List<Integer> modifiers) {
    private static final Pattern MODIFIERS = Pattern.compile("\\(\\s*(\\d+)\\s*(?:,\\s*(-?\\d+)\\s*)?\\)");

    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("character varying", "varchar"),
            Map.entry("char varying", "varchar"),
            Map.entry("character", "char"),
            Map.entry("bpchar", "char"),
            Map.entry("bit varying", "varbit"),
            Map.entry("decimal", "numeric"),
            Map.entry("dec", "numeric"),
            Map.entry("int", "integer"),
            Map.entry("int4", "integer"),
            Map.entry("int8", "bigint"),
            Map.entry("int2", "smallint"),
            Map.entry("float8", "double precision"),
            Map.entry("float", "double precision"),
            Map.entry("float4", "real"),
            Map.entry("bool", "boolean"),
            Map.entry("timestamp without time zone", "timestamp"),
            Map.entry("timestamp with time zone", "timestamptz"),
            Map.entry("time without time zone", "time"),
            Map.entry("time with time zone", "timetz"));

    SqlType {
        modifiers = List.copyOf(modifiers);
    }

    /** @param written the type's words, separated by spaces */
    static SqlType of(String written) {
        var text = written.toLowerCase(Locale.ROOT);
        var found = MODIFIERS.matcher(text);
        List<Integer> modifiers = List.of();
        if (found.find()) {
            var first = Integer.valueOf(found.group(1));
            modifiers = found.group(2) == null ? List.of(first) : List.of(first, Integer.valueOf(found.group(2)));
        }
        var words = MODIFIERS.matcher(text).replaceAll(" ");
        var array = words.contains("[") || words.matches(".*\\barray\\b.*");
        var name = words.replaceAll("\\[.*|\\barray\\b.*", " ")
                .replaceFirst("^\\s*pg_catalog\\s*\\.", "")
                .strip()
                .replaceAll("\\s+", " ");
        return new SqlType(SHORT.getOrDefault(name, name) + (array ? "[]" : ""), modifiers);
    }

    /** True for the serial types, integers with a sequence. */
    boolean isSerial() {
        return name.matches("(small|big)?serial[248]?");
    }

    @Override
    public String toString() {
        return modifiers.isEmpty()
                ? name
                : name
                        + modifiers
                                .toString()
                                .replace('[', '(')
                                .replace(']', ')')
                                .replace(" ", "");
    }
}
