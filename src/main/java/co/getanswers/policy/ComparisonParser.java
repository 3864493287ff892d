package co.getanswers.policy;

import co.getanswers.platform.EnumValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/** Parses the leaves of the rule language: {@code field}, {@code op} and {@code value}. */
final class ComparisonParser {
    private static final int LONGEST_LIST = 500;
    private static final int LONGEST_PATTERN = 500;
    private static final int MOST_PATTERNS = 20;
    /** The largest product of a pattern's repetition counts: RE2 unrolls them, so it bounds the cost of compiling. */
    private static final int MOST_REPETITIONS = 1_000;

    /** The most instructions of all patterns in a policy: matching takes at worst this times the length of the text. */
    private static final int MOST_INSTRUCTIONS = 1_000;

    private static final java.util.regex.Pattern COUNT = java.util.regex.Pattern.compile("\\{(\\d*),?(\\d*)}");

    private final Findings findings;
    private int patterns;
    private int instructions;

    ComparisonParser(Findings findings) {
        this.findings = findings;
    }

    Condition parse(String path, JsonNode node) {
        findings.onlyKeys(path, node, "field", "op", "value");
        var name = node.path("field").asText();
        var operator = node.path("op").asText();
        var textField = Keyword.find(Field.Text.class, name);
        var numberField = Keyword.find(Field.Number.class, name);
        if (textField.isEmpty() && numberField.isEmpty()) {
            findings.refuse(
                    path + ".field",
                    "The fields are " + Keyword.list(Field.Text.values(), Field.Number.values()) + ".");
        }
        if (Keyword.find(Operator.OnText.class, operator).isEmpty()
                && Keyword.find(Operator.OnPattern.class, operator).isEmpty()
                && Keyword.find(Operator.OnNumber.class, operator).isEmpty()) {
            return findings.refuse(
                    path + ".op",
                    "The operators are "
                            + Keyword.list(
                                    Operator.OnText.values(), Operator.OnPattern.values(), Operator.OnNumber.values())
                            + ".");
        }
        if (textField.isPresent()) {
            return textCondition(path, textField.get(), operator, node.path("value"));
        }
        return numberField.isPresent()
                ? numberCondition(path, numberField.get(), operator, node.path("value"))
                : findings.placeholder();
    }

    private Condition textCondition(String path, Field.Text field, String name, JsonNode value) {
        var search = Keyword.find(Operator.OnPattern.class, name);
        if (search.isPresent()) {
            var pattern = pattern(path + ".value", value);
            return pattern == null ? findings.placeholder() : new Condition.Matches(field, search.get(), pattern);
        }
        var found = Keyword.find(Operator.OnText.class, name);
        if (found.isEmpty()) {
            return unfit(path, field, Keyword.list(Operator.OnText.values(), Operator.OnPattern.values()));
        }
        var operator = found.get();
        var values =
                values(path, operator == Operator.OnText.IN, value, (at, one) -> textValue(at, one, field, operator));
        return new Condition.Text(field, operator, values);
    }

    private Condition numberCondition(String path, Field.Number field, String name, JsonNode value) {
        var found = Keyword.find(Operator.OnNumber.class, name);
        if (found.isEmpty()) {
            return unfit(path, field, Keyword.list(Operator.OnNumber.values()));
        }
        var operator = found.get();
        var values = values(
                path, operator == Operator.OnNumber.IN, value, (at, one) -> numberValue(at, one, field, operator));
        return new Condition.Number(field, operator, values);
    }

    private Condition unfit(String path, Field field, String operators) {
        return findings.refuse(path + ".op", "The field " + field.value() + " is compared by " + operators + ".");
    }

    private <T> List<T> values(String path, boolean list, JsonNode value, BiFunction<String, JsonNode, T> read) {
        var at = path + ".value";
        var values = new ArrayList<T>();
        if (!list) {
            values.add(read.apply(at, value));
            return values;
        }
        if (!value.isArray() || value.isEmpty() || value.size() > LONGEST_LIST) {
            return findings.refuse(at, "Must be a list of 1 to " + LONGEST_LIST + " values.");
        }
        for (int i = 0; i < value.size(); i++) {
            values.add(read.apply(at + "[" + i + "]", value.get(i)));
        }
        return values;
    }

    private String textValue(String path, JsonNode node, Field.Text field, Operator.OnText operator) {
        var text = findings.text(path, node);
        if (text == null) {
            return findings.placeholder();
        }
        if (text.isEmpty() && !operator.isExact()) {
            return findings.refuse(path, "Must not be empty: every text would satisfy that.");
        }
        var folded = CaseFolding.fold(text);
        if (field == Field.Text.CATEGORY
                && operator.isExact()
                && Arrays.stream(Category.values())
                        .noneMatch(category -> category.value().equals(folded))) {
            return findings.refuse(path, "The categories are " + EnumValue.all(Category.class) + ".");
        }
        return folded;
    }

    private Integer numberValue(String path, JsonNode node, Field.Number field, Operator.OnNumber operator) {
        if (field == Field.Number.WEEKDAY && node.isTextual() && operator.isExact()) {
            return Arrays.stream(DayOfWeek.values())
                    .filter(day -> day.name().equals(node.textValue().toUpperCase(Locale.ROOT)))
                    .map(DayOfWeek::getValue)
                    .findFirst()
                    .orElseGet(() -> findings.refuse(path, "The weekdays are 1 to 7, or monday to sunday."));
        }
        return findings.integer(path, node, field.least, field.most);
    }

    private Pattern pattern(String path, JsonNode node) {
        var text = findings.text(path, node);
        if (text == null) {
            return findings.placeholder();
        }
        if (text.isEmpty() || text.length() > LONGEST_PATTERN) {
            return findings.refuse(path, "A pattern must have 1 to " + LONGEST_PATTERN + " characters.");
        }
        if (++patterns > MOST_PATTERNS) {
            return findings.refuse(path, "Rules may have at most " + MOST_PATTERNS + " patterns.");
        }
        if (repetitions(text) > MOST_REPETITIONS) {
            return findings.refuse(path, "The pattern's repetitions multiply to more than " + MOST_REPETITIONS + ".");
        }
        try {
            var pattern = Pattern.compile(text, Pattern.CASE_INSENSITIVE);
            instructions += pattern.programSize();
            return instructions > MOST_INSTRUCTIONS
                    ? findings.refuse(path, "The patterns together are too large; simplify this one.")
                    : pattern;
        } catch (PatternSyntaxException wrong) {
            return findings.refuse(
                    path, "The pattern is not valid RE2: " + EchoedInput.shortened(String.valueOf(wrong.getMessage())));
        }
    }

    private static long repetitions(String pattern) {
        long product = 1;
        var counts = COUNT.matcher(pattern);
        while (counts.find() && product <= MOST_REPETITIONS) {
            product *= Math.max(1, Math.max(count(counts.group(1)), count(counts.group(2))));
        }
        return product;
    }

    private static long count(String digits) {
        // RE2 itself refuses counts of more digits.
        return digits.isEmpty() || digits.length() > 4 ? 1 : Long.parseLong(digits);
    }
}
