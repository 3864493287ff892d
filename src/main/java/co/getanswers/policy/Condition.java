package co.getanswers.policy;

import com.google.re2j.Pattern;
import java.util.List;

/** When a policy applies. */
sealed interface Condition {
    boolean holds(Facts facts);

    /** Of all its patterns: the time it takes is this times the length of the text, at worst. */
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

    record All(List<Condition> of) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return of.stream().allMatch(condition -> condition.holds(facts));
        }

        @Override
        public int instructions() {
            return Condition.instructions(of);
        }
    }

    record Any(List<Condition> of) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return of.stream().anyMatch(condition -> condition.holds(facts));
        }

        @Override
        public int instructions() {
            return Condition.instructions(of);
        }
    }

    record Not(Condition of) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return !of.holds(facts);
        }

        @Override
        public int instructions() {
            return of.instructions();
        }
    }

    /** @param values folded; one of them, except for {@code in} */
    record Text(Field field, Operator operator, List<String> values) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            var text = facts.text(field);
            var value = values.get(0);
            return switch (operator) {
                case EQUALS, IN -> values.contains(text);
                case CONTAINS -> text.contains(value);
                case STARTS_WITH -> text.startsWith(value);
                case ENDS_WITH -> text.endsWith(value);
                default -> throw new IllegalArgumentException(operator.value());
            };
        }
    }

    /** RE2 runs in time proportional to the text, whatever the pattern. */
    record Matches(Field field, Pattern pattern) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return pattern.matcher(facts.text(field)).find();
        }

        @Override
        public int instructions() {
            return pattern.programSize();
        }
    }

    record Number(Field field, Operator operator, List<Integer> values) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            var number = facts.number(field);
            return switch (operator) {
                case EQUALS, IN -> values.contains(number);
                case GT -> number > values.get(0);
                case LT -> number < values.get(0);
                default -> throw new IllegalArgumentException(operator.value());
            };
        }
    }
}
