package co.getanswers.schema.cli;

import co.getanswers.schema.MigrationFailure;
import co.getanswers.schema.Revision;
import co.getanswers.schema.Revisions;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A revision as a person names it: {@code head}, {@code base}, {@code current}, {@code 003}, {@code 3}, an unambiguous
 * beginning of a number, and steps such as {@code +2} from any of these, or from the current one.
 */
public record RevisionName(String text) {
    private static final Pattern SHAPE = Pattern.compile("(?<from>[^+-]*)(?<steps>[+-]\\d{1,9})?");
    private static final int NEAREST = 3;

    /**
     * @param current gets the revision that the database is at, only if it is needed; absent is the base
     * @return absent for the base
     * @throws MigrationFailure if there is no such revision, or there are several
     */
    public Optional<Revision> resolve(Revisions revisions, Supplier<Optional<Revision>> current) {
        var shape = SHAPE.matcher(text.strip());
        if (!shape.matches() || text.isBlank()) {
            throw unknown(revisions);
        }
        var from = from(shape.group("from"), shape.group("steps") != null, revisions, current);
        var steps = shape.group("steps") == null ? 0 : Integer.parseInt(shape.group("steps"));
        var all = revisions.all();
        var at = from.map(revision -> Collections.binarySearch(all, revision)).orElse(-1) + steps;
        if (at < -1 || at >= all.size()) {
            throw new MigrationFailure(text + " is " + Math.abs(at < -1 ? at + 1 : at - all.size() + 1) + " beyond "
                    + (at < -1
                            ? "the base"
                            : "the head, " + all.get(all.size() - 1).id()) + ": it counts from "
                    + from.map(Revision::id).orElse("the base") + ".");
        }
        return at < 0 ? Optional.empty() : Optional.of(all.get(at));
    }

    private Optional<Revision> from(
            String name, boolean relative, Revisions revisions, Supplier<Optional<Revision>> current) {
        return switch (name) {
            case "head", "heads" -> revisions.head();
            case "base" -> Optional.empty();
            case "current" -> current.get();
            case "" -> {
                if (!relative) {
                    throw unknown(revisions);
                }
                yield current.get();
            }
            default -> Optional.of(named(name, revisions));
        };
    }

    private Revision named(String name, Revisions revisions) {
        if (name.matches("\\d{1,18}")) {
            var exactly = revisions.find(name);
            if (exactly.isPresent()) {
                return exactly.get();
            }
        }
        var beginning = revisions.all().stream()
                .filter(revision -> revision.id().startsWith(name))
                .toList();
        if (beginning.size() > 1) {
            throw new MigrationFailure(name + " is ambiguous: "
                    + titles(beginning.stream().limit(NEAREST).toList())
                    + (beginning.size() > NEAREST
                            ? " and " + (beginning.size() - NEAREST) + " more begin with it"
                            : " begin with it")
                    + ". Write more of the number.");
        }
        return beginning.stream().findFirst().orElseThrow(() -> unknown(revisions));
    }

    private MigrationFailure unknown(Revisions revisions) {
        if (revisions.all().isEmpty()) {
            return new MigrationFailure(
                    "There are no revisions yet: write the first one with: migrate revision -m <message>.");
        }
        return new MigrationFailure("There is no revision " + text + ". The nearest: " + titles(nearest(revisions))
                + ". All of them: migrate history.");
    }

    /** The nearest by number if a number was asked for, else those whose description has the word, else the newest. */
    private List<Revision> nearest(Revisions revisions) {
        var number = text.replaceAll("[+-]\\d+$", "");
        if (number.matches("\\d{1,18}")) {
            return revisions.all().stream()
                    .sorted(Comparator.comparingLong(revision -> Math.abs(revision.number() - Revision.number(number))))
                    .limit(NEAREST)
                    .sorted()
                    .toList();
        }
        var alike = revisions.all().stream()
                .filter(revision -> !number.isEmpty()
                        && revision.description()
                                .toLowerCase(Locale.ROOT)
                                .contains(number.toLowerCase(Locale.ROOT).replace('_', ' ')))
                .limit(NEAREST)
                .toList();
        return alike.isEmpty()
                ? revisions.all().stream()
                        .skip(Math.max(0, revisions.all().size() - NEAREST))
                        .toList()
                : alike;
    }

    private static String titles(List<Revision> revisions) {
        return revisions.stream()
                .map(revision -> revision.id() + " (" + revision.description() + ")")
                .collect(Collectors.joining(", "));
    }
}
