package co.getanswers.schema;

import java.util.Optional;

/**
 * One step of the schema: a script, and the undo script that reverts it.
 *
 * @param id as in the file's name and in the history, such as {@code 003}
 * @param description the rest of the file's name, in words
 * @param undo absent if the file is missing
 * @param path of the script, for messages: a file, or a path on the class path
 */
public record Revision(String id, String description, Script up, Optional<Script> undo, String path)
        implements Comparable<Revision> {
    /** The number of an id; leading zeros don't count, 3 and 003 are the same revision. */
    public static long number(String id) {
        return Long.parseLong(id);
    }

    public long number() {
        return number(id);
    }

    /** The revisions that this one replaces. */
    Optional<Squash> squash() {
        return Squash.of(up);
    }

    /** True if a row of a history is of this revision, or of the last one that it replaces. */
    boolean isOf(HistoryRow row) {
        return description.equals(row.description())
                || squash().filter(squash -> Integer.valueOf(squash.checksum()).equals(row.checksum()))
                        .isPresent();
    }

    /** The id and the description, for messages: {@code 003, users types}. */
    public String title() {
        return id + ", " + description;
    }

    @Override
    public int compareTo(Revision other) {
        return Long.compare(number(), other.number());
    }
}
