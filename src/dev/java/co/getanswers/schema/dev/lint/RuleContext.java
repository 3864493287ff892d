package co.getanswers.schema.dev.lint;

import co.getanswers.schema.dev.lint.ParsedScript.Step;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A statement and its surroundings, for the rules.
 *
 * @param undo whether it stands in an undo script
 * @param transactional whether its script runs in one transaction
 * @param schema before the statement
 * @param held the tables in use that earlier statements of the script hold ACCESS EXCLUSIVE on
 * @param earlier the changes of earlier statements of the script
 * @param later the changes of later statements of the script
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

    /** True if other sessions may use the table: it existed before this script. */
    boolean inUse(String table) {
        return earlier(Change.CreateTable.class)
                .noneMatch(create -> create.table().equals(table) && !create.ifNotExists());
    }

    /** True if the script has set the time zone to UTC. */
    boolean utc() {
        return earlier(Change.SetTimeZone.class)
                .reduce((first, last) -> last)
                .map(Change.SetTimeZone::utc)
                .orElse(false);
    }

    /** The tables in use on which this statement takes ACCESS EXCLUSIVE. */
    Set<String> locked() {
        return locked(step.changes());
    }

    /** The tables in use on which the script's other statements take ACCESS EXCLUSIVE. */
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
