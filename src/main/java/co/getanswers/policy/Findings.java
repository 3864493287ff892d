package co.getanswers.policy;

import co.getanswers.platform.Failure;
import co.getanswers.platform.Failure.FieldError;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Collects the errors of rules while they are parsed, so that all are reported at once. */
final class Findings {
    static final int LONGEST_TEXT = 2_000;
    private static final int MOST = 50;

    private final List<FieldError> errors = new ArrayList<>();

    /** @return the {@link #placeholder} */
    <T> T refuse(String path, String message) {
        if (errors.size() < MOST) {
            errors.add(new FieldError(path, message));
        }
        return placeholder();
    }

    /** Stands for what was refused: parsing goes on to find more, and {@link #refuseIfAny} keeps it from being read. */
    @SuppressWarnings("NullAway")
    <T> T placeholder() {
        return null;
    }

    boolean any() {
        return !errors.isEmpty();
    }

    void refuseIfAny() {
        if (any()) {
            throw new Failure.Invalid(errors);
        }
    }

    boolean isObject(String path, JsonNode node, String message) {
        if (node != null && node.isObject()) {
            return true;
        }
        refuse(path, message);
        return false;
    }

    void onlyKeys(String path, JsonNode node, String... known) {
        var knownKeys = Set.of(known);
        node.fieldNames().forEachRemaining(key -> {
            if (!knownKeys.contains(key)) {
                refuse(
                        path + "." + EchoedInput.shortened(key),
                        "There is no such key; the keys are " + String.join(", ", known) + ".");
            }
        });
    }

    /** @return {@code least} if the number is refused */
    int integer(String path, JsonNode node, int least, int most) {
        // The range is checked first: only then is the check for a whole number cheap.
        var whole = node.isNumber() && node.canConvertToInt() && node.canConvertToExactIntegral();
        if (!whole || node.intValue() < least || node.intValue() > most) {
            refuse(path, "Must be a whole number from " + least + " to " + most + ".");
            return least;
        }
        return node.intValue();
    }

    String text(String path, JsonNode node) {
        if (node == null || !node.isTextual()) {
            return refuse(path, "Must be a text.");
        }
        var text = node.textValue();
        if (text.length() > LONGEST_TEXT) {
            return refuse(path, "Must have at most " + LONGEST_TEXT + " characters.");
        }
        if (text.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE)) {
            return refuse(path, "Must not contain NUL or half a surrogate pair.");
        }
        return text;
    }
}
