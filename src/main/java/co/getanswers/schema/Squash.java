package co.getanswers.schema;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The range of revisions that one revision replaces. It has the number of their last, so a database that passed them all
 * has it.
 *
 * @param first of the range, as a number
 * @param last of the range, as a number
 * @param checksum of the last revision before it was replaced
 */
public record Squash(long first, long last, int checksum) {
    private static final Pattern LINE =
            Pattern.compile("(?m)^-- squashes (\\d{1,18}):(\\d{1,18}), checksum (-?\\d{1,10})$");

    static Optional<Squash> of(Script script) {
        if (!script.sql().contains("-- squashes ")) {
            return Optional.empty();
        }
        var line = LINE.matcher(script.sql());
        return line.find()
                ? Optional.of(new Squash(
                        Long.parseLong(line.group(1)), Long.parseLong(line.group(2)), Integer.parseInt(line.group(3))))
                : Optional.empty();
    }

    /** The comment that says so in a script. */
    public static String line(Revision first, Revision last) {
        return "-- squashes " + first.id() + ":" + last.id() + ", checksum "
                + last.up().checksum();
    }

    boolean contains(long number) {
        return first <= number && number <= last;
    }
}
