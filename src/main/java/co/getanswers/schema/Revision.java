package co.getanswers.schema;

import java.util.Optional;

/**
 * One step of the schema: a script, and the one that takes it back.
 *
 * @param id as it stands in the file's name and in the history, such as {@code 003}
 * @param description the rest of the file's name, in words
 * @param undo absent where someone forgot it
 * @param path where the script lies, for people: a file, or a path on the class path
 */
public record Revision(String id, String description, Script up, Optional<Script> undo, String path)
        implements Comparable<Revision> {
    /** Leading zeros don't count: 3 and 003 are the same revision. */
    public static long number(String id) {
        return Long.parseLong(id);
    }

    public long number() {
        return number(id);
    }

    /** For messages: {@code 003, users types}. */
    public String title() {
        return id + ", " + description;
    }

    @Override
    public int compareTo(Revision other) {
        return Long.compare(number(), other.number());
    }
}
