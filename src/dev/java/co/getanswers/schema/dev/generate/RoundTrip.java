package co.getanswers.schema.dev.generate;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Goes from one schema to another in a scratch database, step by step, and then back. */
final class RoundTrip {
    private final ScratchDatabase database;
    private final List<Snapshot> states = new ArrayList<>();
    private final List<StepPlanner.Part> parts = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    RoundTrip(ScratchDatabase database, Snapshot start) {
        this.database = database;
        states.add(start);
    }

    Snapshot start() {
        return states.get(0);
    }

    /** What did not go as it should, for a person to mend. */
    List<String> problems() {
        return problems;
    }

    void up(Snapshot target) {
        take(new StepPlanner.Part("values", EnumTypes.madeAnew(database, target.enums())))
                .ifPresent(why -> problems.add("can't be run: " + why));
        var statements = StepPlanner.withoutRebuilding(here().statementsTo(target), here().catalog(), target.catalog());
        for (var part : StepPlanner.of(statements, here().indexes(), here().tables())) {
            take(part);
        }
        StepPlanner.validations(NotValidConstraints.statementsTo(database, target.unread()))
                .forEach(this::take);
        if (!here().catalog().equals(target.catalog())) {
            // What the steps did not do: all at once, as it comes.
            var rest = here().statementsTo(target);
            take(new StepPlanner.Part("rest", rest)).ifPresent(why -> problems.add("can't be run: " + why));
            here().catalog().differenceTo(target.catalog()).forEach(line -> problems.add("is not reached: " + line));
        }
    }

    private Snapshot here() {
        return states.get(states.size() - 1);
    }

    /** Runs a part and says why it can't be run, where it can't; one that changes nothing is no step. */
    private Optional<String> take(StepPlanner.Part part) {
        var failed = run(part.up());
        var catalog = Catalog.of(database);
        if (!catalog.equals(here().catalog())) {
            states.add(Snapshot.of(database, catalog));
            parts.add(part);
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

    List<Step> back() {
        var steps = new ArrayList<Step>();
        for (var last = parts.size() - 1; last >= 0; last--) {
            steps.add(0, back(parts.get(last), states.get(last), states.get(last + 1)));
        }
        return steps;
    }

    private Step back(StepPlanner.Part part, Snapshot before, Snapshot after) {
        var down = new ArrayList<>(EnumTypes.madeAnew(database, before.enums()));
        run(down).ifPresent(why -> problems.add("can't be undone: " + why));
        var all = (down.isEmpty() ? after : Snapshot.of(database)).statementsTo(before);
        var rest = StepPlanner.withoutRebuilding(all, after.catalog(), before.catalog());
        if (part.up().stream().anyMatch(StepPlanner::concurrent)
                && rest.stream().allMatch(StepPlanner::isOfIndex)) {
            rest = rest.stream()
                    .flatMap(statement -> StepPlanner.concurrently(statement).stream())
                    .distinct()
                    .toList();
        }
        if (run(rest).isPresent()) {
            rest = all;
            run(rest).ifPresent(why -> problems.add("can't be undone: " + why));
        }
        down.addAll(rest);
        var unread = NotValidConstraints.statementsTo(database, before.unread());
        run(unread);
        down.addAll(unread);
        Catalog.of(database)
                .differenceTo(before.catalog())
                .forEach(line -> problems.add("does not come back: " + line));
        return new Step(part.name(), part.up(), down);
    }
}
