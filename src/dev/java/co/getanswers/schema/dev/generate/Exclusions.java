package co.getanswers.schema.dev.generate;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The names of tables, columns, indexes, constraints and other objects that no comparison looks at. A {@code *} stands
 * for any letters; a column is named with its table.
 */
public record Exclusions(List<String> names) {
    public static final Exclusions NONE = new Exclusions(List.of());

    private static final Pattern OBJECT = Pattern.compile("(?:CREATE|ALTER|DROP) (?:OR REPLACE )?(?:UNIQUE |UNLOGGED "
            + "|MATERIALIZED |FOREIGN )?(?:TABLE|INDEX|VIEW|FUNCTION|PROCEDURE|SEQUENCE|TYPE|DOMAIN|TRIGGER|POLICY|SCHEMA"
            + "|EXTENSION|RULE|STATISTICS) (?:ONLY |IF EXISTS |CONCURRENTLY )*(?<name>[^\\s(]+).*");
    private static final Pattern ON = Pattern.compile("(?:CREATE|DROP) .*? ON (?<table>[^\\s(]+).*");
    private static final Pattern PART =
            Pattern.compile("ALTER TABLE (?:ONLY )?(?<table>\\S+) (?:ADD|DROP|ALTER|VALIDATE)"
                    + " (?<kind>CONSTRAINT |COLUMN )?(?:IF EXISTS )?(?<part>\\S+).*");

    public Exclusions {
        names = List.copyOf(names);
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    /** @param statement on one line */
    boolean cover(String statement) {
        if (names.isEmpty()) {
            return false;
        }
        var object = OBJECT.matcher(statement);
        var on = ON.matcher(statement);
        var part = PART.matcher(statement);
        if (part.matches()) {
            var constraint = "CONSTRAINT ".equals(part.group("kind"));
            return contain(part.group("table"))
                    || contain(constraint ? part.group("part") : part.group("table") + "." + part.group("part"));
        }
        return object.matches() && contain(object.group("name")) || on.matches() && contain(on.group("table"));
    }

    private boolean contain(String quoted) {
        var name = quoted.replace("\"", "").replaceFirst("^public\\.", "");
        return names.stream().anyMatch(pattern -> name.matches(("\\Q" + pattern + "\\E").replace("*", "\\E.*\\Q")));
    }
}
