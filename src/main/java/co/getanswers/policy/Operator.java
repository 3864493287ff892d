package co.getanswers.policy;

import com.google.re2j.Pattern;
import java.util.function.BiPredicate;

/** A comparison of a field, the first argument, with a policy's value. */
interface Operator extends Keyword {
    /** Comparisons with a text; {@code in} takes a list of them. */
    enum OnText implements Operator {
        EQUALS("equals", String::equals),
        CONTAINS("contains", String::contains),
        STARTS_WITH("startsWith", String::startsWith),
        ENDS_WITH("endsWith", String::endsWith),
        IN("in", String::equals);

        private final String value;
        final BiPredicate<String, String> comparison;

        OnText(String value, BiPredicate<String, String> comparison) {
            this.value = value;
            this.comparison = comparison;
        }

        @Override
        public String value() {
            return value;
        }

        boolean isExact() {
            return this == EQUALS || this == IN;
        }
    }

    /** Searches of a text for a pattern. */
    enum OnPattern implements Operator {
        /** Finds the pattern anywhere in the text; {@code ^} and {@code $} tie it to the ends. */
        MATCHES("matches", (text, pattern) -> pattern.matcher(text).find());

        private final String value;
        final BiPredicate<String, Pattern> comparison;

        OnPattern(String value, BiPredicate<String, Pattern> comparison) {
            this.value = value;
            this.comparison = comparison;
        }

        @Override
        public String value() {
            return value;
        }
    }

    /** Comparisons with a number; {@code in} takes a list of them. */
    enum OnNumber implements Operator {
        EQUALS("equals", Integer::equals),
        IN("in", Integer::equals),
        GT("gt", (field, number) -> field > number),
        LT("lt", (field, number) -> field < number);

        private final String value;
        final BiPredicate<Integer, Integer> comparison;

        OnNumber(String value, BiPredicate<Integer, Integer> comparison) {
            this.value = value;
            this.comparison = comparison;
        }

        @Override
        public String value() {
            return value;
        }

        boolean isExact() {
            return this == EQUALS || this == IN;
        }
    }
}
