package co.getanswers.schema.dev.generate;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Migrates a scratch database from one schema to another step by step, and then back. */
final class RoundTrip {
    private final ScratchDatabase database;
    private final List<Snapshot> states = new ArrayList<>();
    private final List<Step> planned = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    RoundTrip(ScratchDatabase database, Snapshot start) {
        this.database = database;
        states.add(start);
    }

    Snapshot start() {
        return states.get(0);
    }

    /** The deviations, for a person to solve. */
    List<String> problems() {
        return problems;
    }

    void migrateTo(Snapshot target) {
        runStep(new Step("values", EnumTypes.recreate(database, target.enums())))
                .ifPresent(why -> problems.add("fails: " + why));
        var statements = StepPlanner.withoutRebuilt(
                current().statementsTo(target), current().catalog(), target.catalog());
        for (var step :
                StepPlanner.plan(statements, current().indexes(), current().tables())) {
            runStep(step);
        }
        StepPlanner.validations(NotValidConstraints.statementsTo(database, target.notValid()))
                .forEach(this::runStep);
        if (!current().catalog().equals(target.catalog())) {
            // The rest of the difference, undivided.
            var rest = current().statementsTo(target);
            runStep(new Step("rest", rest)).ifPresent(why -> problems.add("fails: " + why));
            current().catalog().differenceTo(target.catalog()).forEach(line -> problems.add("does not reach: " + line));
        }
    }

    private Snapshot current() {
        return states.get(states.size() - 1);
    }

    /**
     * Runs a step and records it if it changes anything.
     *
     * @return the server's message if it failed
     */
    private Optional<String> runStep(Step step) {
        var failed = run(step.up());
        var catalog = Catalog.of(database);
        if (!catalog.equals(current().catalog())) {
            states.add(Snapshot.of(database, catalog));
            planned.add(step);
        }
        return failed;
    }

    private Optional<String> run(List<String> statements) {
        try {
            database.run(statements);
            return Optional.empty();
        } catch (SQLException failed) {
            return failed.getMessage().lines().findFirst();
        }
    }

    List<Step> undo() {
        var steps = new ArrayList<Step>();
        for (var last = planned.size() - 1; last >= 0; last--) {
            steps.add(0, undo(planned.get(last), states.get(last), states.get(last + 1)));
        }
        return steps;
    }

    private Step undo(Step step, Snapshot before, Snapshot after) {
        var down = new ArrayList<>(EnumTypes.recreate(database, before.enums()));
        run(down).ifPresent(why -> problems.add("fails when undone: " + why));
        var all = (down.isEmpty() ? after : Snapshot.of(database)).statementsTo(before);
        var rest = StepPlanner.withoutRebuilt(all, after.catalog(), before.catalog());
        if (step.up().stream().anyMatch(StepPlanner::isConcurrent)
                && rest.stream().allMatch(StepPlanner::isIndexStatement)) {
            rest = rest.stream()
                    .flatMap(statement -> StepPlanner.concurrently(statement).stream())
                    .distinct()
                    .toList();
        }
        if (run(rest).isPresent()) {
            rest = all;
            run(rest).ifPresent(why -> problems.add("fails when undone: " + why));
        }
        down.addAll(rest);
        var notValid = NotValidConstraints.statementsTo(database, before.notValid());
        run(notValid);
        down.addAll(notValid);
        Catalog.of(database).differenceTo(before.catalog()).forEach(line -> problems.add("is not reverted: " + line));
        return new Step(step.name(), step.up(), down);
    }
}
