package co.getanswers.schema.dev.lint;

import co.getanswers.schema.dev.lint.ParsedScript.Step;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A statement and what a rule may ask about where it stands.
 *
 * @param undo whether it stands in an undo script
 * @param transactional whether its script is one transaction
 * @param schema as it is before the statement
 * @param held the tables in use that the statements before it in the same script keep everybody out of
 * @param earlier what the statements before it in the same script do
 * @param later likewise after it
 */
record RuleContext(
        boolean undo,
        boolean transactional,
        Schema schema,
        Set<String> held,
        List<Change> earlier,
        Step step,
        List<Change> later) {
    List<Change> changes() {
        return step.changes();
    }

    <T extends Change> Stream<T> changes(Class<T> kind) {
        return step.changes().stream().filter(kind::isInstance).map(kind::cast);
    }

    <T extends Change> Stream<T> earlier(Class<T> kind) {
        return earlier.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** Whether others may be using the table: it was there before this script. */
    boolean inUse(String table) {
        return earlier(Change.CreateTable.class)
                .noneMatch(create -> create.table().equals(table) && !create.ifNotExists());
    }

    /** Whether times without a zone are known to be taken for UTC. */
    boolean utc() {
        return earlier(Change.SetTimeZone.class)
                .reduce((first, last) -> last)
                .map(Change.SetTimeZone::utc)
                .orElse(false);
    }

    /** The tables in use that this statement keeps everybody out of. */
    Set<String> locked() {
        return locked(step.changes());
    }

    /** The tables in use that the other statements of the script keep everybody out of. */
    Set<String> lockedByOthers() {
        var tables = locked(later);
        tables.addAll(held);
        return tables;
    }

    private Set<String> locked(List<Change> by) {
        return by.stream()
                .flatMap(change -> TableLock.accessExclusive(change, schema).stream())
                .filter(this::inUse)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
