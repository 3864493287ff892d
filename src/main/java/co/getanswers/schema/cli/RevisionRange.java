package co.getanswers.schema.cli;

import co.getanswers.schema.MigrationFailure;
import co.getanswers.schema.Revision;
import co.getanswers.schema.Revisions;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Two revisions as a person names them, {@code A:B}; an end that is left out is open.
 *
 * @param from absent if nothing stands before the colon
 * @param to absent if nothing stands after it
 */
public record RevisionRange(Optional<RevisionName> from, Optional<RevisionName> to) {
    static boolean isRange(String text) {
        return text.contains(":");
    }

    public static RevisionRange parse(String text) {
        var colon = text.indexOf(':');
        if (colon < 0 || text.indexOf(':', colon + 1) >= 0) {
            throw new MigrationFailure(text + " is not a range: write it as A:B, A: or :B.");
        }
        return new RevisionRange(end(text.substring(0, colon)), end(text.substring(colon + 1)));
    }

    /** The revisions from the one end to the other, both included. */
    public List<Revision> select(Revisions revisions, Supplier<Optional<Revision>> current) {
        var first = from.flatMap(name -> name.resolve(revisions, current));
        var last = to.map(name -> name.resolve(revisions, current)).orElse(revisions.head());
        return revisions.between(null, last.orElse(null)).stream()
                .filter(revision -> first.isEmpty() || revision.compareTo(first.get()) >= 0)
                .toList();
    }

    private static Optional<RevisionName> end(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(new RevisionName(text.strip()));
    }
}
