package co.getanswers.schema.dev.lint;

import java.util.List;
import java.util.Set;

/**
 * A change of a column's type. PostgreSQL leaves the rows as they are if the old type's bytes are valid as the new
 * one's, and no value can be too long; otherwise it rewrites the table, and blocks everybody meanwhile.
 *
 * @param utc whether the session's time zone is known to be UTC
 */
record TypeChange(SqlType from, SqlType to, boolean utc) {
    private static final Set<String> LENGTHS = Set.of("varchar", "varbit");
    private static final Set<String> FRACTIONS = Set.of("timestamp", "timestamptz", "time", "timetz", "interval");
    private static final int FULL_FRACTION = 6;

    boolean keepsRows() {
        if (from.equals(to)) {
            return true;
        } else if (from.name().equals(to.name())) {
            return widens();
        } else if (isBetweenTimestamps()) {
            return utc && keepsFraction();
        }
        return switch (from.name() + " to " + to.name()) {
            case "varchar to text", "cidr to inet" -> true;
            case "text to varchar" -> to.modifiers().isEmpty();
            default -> false;
        };
    }

    /** False if the index order differs although the rows stay: then the indexes are rebuilt. */
    boolean keepsIndexes() {
        return keepsRows() && !isBetweenTimestamps();
    }

    private boolean isBetweenTimestamps() {
        return List.of(from.name(), to.name()).containsAll(Set.of("timestamp", "timestamptz"));
    }

    private boolean widens() {
        if (FRACTIONS.contains(from.name())) {
            return keepsFraction();
        } else if (LENGTHS.contains(from.name())) {
            return to.modifiers().isEmpty()
                    || !from.modifiers().isEmpty()
                            && from.modifiers().get(0) <= to.modifiers().get(0);
        } else if (from.name().equals("numeric")) {
            return to.modifiers().isEmpty()
                    || !from.modifiers().isEmpty()
                            && scale(from) == scale(to)
                            && from.modifiers().get(0) <= to.modifiers().get(0);
        }
        return false;
    }

    private static int scale(SqlType numeric) {
        return numeric.modifiers().size() < 2 ? 0 : numeric.modifiers().get(1);
    }

    private boolean keepsFraction() {
        return fraction(from) <= fraction(to);
    }

    private static int fraction(SqlType time) {
        return time.modifiers().isEmpty() ? FULL_FRACTION : time.modifiers().get(0);
    }
}
