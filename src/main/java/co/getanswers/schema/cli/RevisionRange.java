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

    /**
     * The ends of a range from the lower revision to the higher.
     *
     * @param from absent if it is the base
     * @param to absent if it is the base
     */
    record Ends(Optional<Revision> from, Optional<Revision> to) {}

    /** Resolves the ends: one that is left out is the base below, and the head above. */
    Ends ascending(Revisions revisions, Supplier<Optional<Revision>> current) {
        return new Ends(
                from.flatMap(name -> name.resolve(revisions, current)),
                to.map(name -> name.resolve(revisions, current)).orElse(revisions.head()));
    }

    /** The revisions from the one end to the other, both included. */
    public List<Revision> select(Revisions revisions, Supplier<Optional<Revision>> current) {
        var ends = ascending(revisions, current);
        return revisions.between(null, ends.to.orElse(null)).stream()
                .filter(revision -> ends.from.isEmpty() || revision.compareTo(ends.from.get()) >= 0)
                .toList();
    }

    private static Optional<RevisionName> end(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(new RevisionName(text.strip()));
    }
}
