package co.getanswers.schema;

import java.util.List;

/**
 * The service's own revisions. Tests name them by what they do or by their place, not by number: only 001, the schema of
 * the old service, is sure to keep its own.
 */
public final class OwnRevisions {
    public static final Revisions ALL = Revisions.packaged();
    public static final String HEAD = ALL.head().orElseThrow().id();

    private OwnRevisions() {}

    /** The oldest first. */
    public static List<String> ids() {
        return ALL.all().stream().map(Revision::id).toList();
    }

    /** @param description as in the file's name, with blanks, such as {@code initial schema} */
    public static String named(String description) {
        return ALL.all().stream()
                .filter(revision -> revision.description().equals(description))
                .map(Revision::id)
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no revision " + description));
    }

    public static String before(String id) {
        return ids().get(ids().indexOf(id) - 1);
    }
}
