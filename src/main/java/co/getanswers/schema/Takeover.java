package co.getanswers.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A database that was taken over.
 *
 * @param revision the one here that it is at now
 * @param alembic the revision at which Alembic left it
 * @param additions what it has beside the schema of the revision here, and keeps: such as {@code users.google_id}
 * @param notes sentences about what was done beside that
 */
public record Takeover(Revision revision, String alembic, List<String> additions, List<String> notes) {
    public Takeover {
        additions = List.copyOf(additions);
        notes = List.copyOf(notes);
    }

    Takeover withNote(String note) {
        return new Takeover(
                revision,
                alembic,
                additions,
                Stream.concat(notes.stream(), Stream.of(note)).toList());
    }

    /** A line for each thing that the person who took it over may want to know. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("Took over the database that Alembic left at revision " + alembic + ".");
        if (!additions.isEmpty()) {
            lines.add("Left as they are, because no revision here makes them: " + String.join(", ", additions) + ".");
        }
        lines.addAll(notes);
        return lines;
    }
}
