package co.getanswers.policy;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a condition compares. */
enum Operator {
    EQUALS("equals", true, true),
    CONTAINS("contains", true, false),
    STARTS_WITH("startsWith", true, false),
    ENDS_WITH("endsWith", true, false),
    /** Found anywhere in the text; {@code ^} and {@code $} tie it to the ends. */
    MATCHES("matches", true, false),
    IN("in", true, true),
    GT("gt", false, true),
    LT("lt", false, true);

    private final String value;
    private final boolean forText;
    private final boolean forNumbers;

    Operator(String value, boolean forText, boolean forNumbers) {
        this.value = value;
        this.forText = forText;
        this.forNumbers = forNumbers;
    }

    String value() {
        return value;
    }

    boolean fits(Field field) {
        return field.numeric() ? forNumbers : forText;
    }

    static Optional<Operator> of(String value) {
        return Arrays.stream(values())
                .filter(operator -> operator.value.equals(value))
                .findFirst();
    }

    static String fitting(Field field) {
        return Arrays.stream(values())
                .filter(operator -> operator.fits(field))
                .map(Operator::value)
                .collect(Collectors.joining(", "));
    }

    static String known() {
        return Arrays.stream(values()).map(Operator::value).collect(Collectors.joining(", "));
    }
}
