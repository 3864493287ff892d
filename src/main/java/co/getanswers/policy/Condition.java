package co.getanswers.policy;

import com.google.re2j.Pattern;
import java.util.List;

/** The condition under which a policy applies. */
sealed interface Condition {
    boolean holds(Facts facts);

    /** The instructions of all its patterns: matching takes at worst this times the length of the text. */
    default int instructions() {
        return 0;
    }

    private static int instructions(List<Condition> conditions) {
        return conditions.stream().mapToInt(Condition::instructions).sum();
    }

    record Always() implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return true;
        }
    }

    record All(List<Condition> conditions) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return conditions.stream().allMatch(condition -> condition.holds(facts));
        }

        @Override
        public int instructions() {
            return Condition.instructions(conditions);
        }
    }

    record Any(List<Condition> conditions) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return conditions.stream().anyMatch(condition -> condition.holds(facts));
        }

        @Override
        public int instructions() {
            return Condition.instructions(conditions);
        }
    }

    record Not(Condition condition) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return !condition.holds(facts);
        }

        @Override
        public int instructions() {
            return condition.instructions();
        }
    }

    /** @param values folded texts; the condition holds if the comparison with any of them does */
    record Text(Field.Text field, Operator.OnText operator, List<String> values) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            var text = field.of(facts);
            return values.stream().anyMatch(value -> operator.comparison.test(text, value));
        }
    }

    /** A search for an RE2 pattern, in time proportional to the text for every pattern. */
    record Matches(Field.Text field, Operator.OnPattern operator, Pattern pattern) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return operator.comparison.test(field.of(facts), pattern);
        }

        @Override
        public int instructions() {
            return pattern.programSize();
        }
    }

    /** @param values the condition holds if the comparison with any of them does */
    record Number(Field.Number field, Operator.OnNumber operator, List<Integer> values) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            var number = field.of(facts);
            return values.stream().anyMatch(value -> operator.comparison.test(number, value));
        }
    }
}
