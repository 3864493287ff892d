package co.getanswers.policy;

import co.getanswers.platform.Failure;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The checked rules of a policy. The API describes the language; these details complete it.
 *
 * <ul>
 *   <li>{@code priority} is an integer, 0 if it is left out.
 *   <li>{@code when} left out, null or empty applies to all messages. Each condition is one of {@code all},
 *       {@code any}, {@code not}, or {@code field}, {@code op} and {@code value}.
 *   <li>{@code then} names at least one effect, none of them twice.
 *   <li>{@code equals} and {@code in} work on every field; {@code gt} and {@code lt} on {@code thread.length},
 *       {@code hour} (0 to 23) and {@code weekday} (1 is Monday, 7 is Sunday, as in ISO 8601); the other operators on
 *       text. {@code equals} and {@code in} take the weekday by its English name, too.
 *   <li>{@code matches} takes an RE2 expression and finds it anywhere in the text.
 * </ul>
 *
 * @param priority the higher wins
 * @param fault the reason why stored rules could not be applied, if they could not
 */
public record Rules(
        int priority,
        Condition when,
        List<Effect> then,
        @Nullable String fault) {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    public Rules {
        then = List.copyOf(then);
    }

    /** @throws Failure.Invalid with every error and its path, such as {@code rules.when.all[0].op} */
    public static Rules parse(JsonNode rules) {
        return new RulesParser().parse(rules);
    }

    /**
     * Reads rules as this service or the one before it stored them. Unreadable rules may have required review, so they
     * are not ignored: they require it for all messages, and {@link #fault()} has the reason.
     */
    public static Rules read(@Nullable String stored) {
        if (stored == null) {
            return malformed("there are none");
        }
        try {
            return parse(MAPPER.readTree(stored));
        } catch (Failure.Invalid invalid) {
            var first = invalid.errors().get(0);
            return malformed(first.field() + ": " + first.message());
        } catch (JsonProcessingException unreadable) {
            return malformed("they are not JSON");
        }
    }

    private static Rules malformed(String fault) {
        return new Rules(Integer.MAX_VALUE, new Condition.Always(), List.of(new Effect.RequireReview()), fault);
    }

    /** The rules in place of those that would cost too much to apply. */
    static Rules unaffordable() {
        return malformed("the patterns of all policies together are too large");
    }

    boolean applyTo(Facts facts) {
        return when.holds(facts);
    }
}
