package co.getanswers.policy;

import co.getanswers.platform.Failure;
import co.getanswers.platform.Failure.FieldError;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is wrong with rules, gathered while they are read, so that all of it can be told at once. */
final class Findings {
    static final int LONGEST_TEXT = 2_000;
    private static final int MOST = 50;

    private final List<FieldError> errors = new ArrayList<>();

    /** @return null, for the caller to go on with */
    <T> T refuse(String path, String message) {
        if (errors.size() < MOST) {
            errors.add(new FieldError(path, message));
        }
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
                        "This is unknown here; known: " + String.join(", ", known) + ".");
            }
        });
    }

    /** @return {@code least} where it is refused */
    int integer(String path, JsonNode node, int least, int most) {
        // The range first: only then is it cheap to ask whether the number is whole.
        var whole = node.isNumber() && node.canConvertToInt() && node.canConvertToExactIntegral();
        if (!whole || node.intValue() < least || node.intValue() > most) {
            refuse(path, "This is a whole number from " + least + " to " + most + ".");
            return least;
        }
        return node.intValue();
    }

    /** @return null where it is refused */
    String text(String path, JsonNode node) {
        if (node == null || !node.isTextual()) {
            return refuse(path, "This is a text.");
        }
        var text = node.textValue();
        if (text.length() > LONGEST_TEXT) {
            return refuse(path, "This may have " + LONGEST_TEXT + " characters.");
        }
        if (text.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE)) {
            return refuse(path, "This has a character that can't be stored.");
        }
        return text;
    }
}
