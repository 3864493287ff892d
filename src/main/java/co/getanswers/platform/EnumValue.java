package co.getanswers.platform;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Converts enums to and from the values that the tables and the REST interface share: the name in lower case. */
public final class EnumValue {
    /** The values of a type by ordinal, computed once: a page of cards holds hundreds. */
    private static final ClassValue<String[]> VALUES = new ClassValue<>() {
        @Override
        protected String[] computeValue(Class<?> type) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                    .toArray(String[]::new);
        }
    };

    private EnumValue() {}

    /**
     * Parses the value of a column.
     *
     * @throws IllegalArgumentException if no constant has the value
     */
    public static <E extends Enum<E>> E parse(Class<E> type, String value) {
        return find(type, value)
                .orElseThrow(() -> new IllegalArgumentException(value + " is none of " + all(type) + "."));
    }

    /**
     * Parses the value of a column, if there is one.
     *
     * @throws IllegalArgumentException if no constant has the value
     */
    public static <E extends Enum<E>> @Nullable E parseNullable(Class<E> type, @Nullable String value) {
        return value == null ? null : parse(type, value);
    }

    /**
     * Parses a query parameter, if the request has it.
     *
     * @throws Failure.Invalid if no constant has the value
     */
    public static <E extends Enum<E>> @Nullable E parseParameter(Class<E> type, String name, @Nullable String value) {
        return value == null
                ? null
                : find(type, value).orElseThrow(() -> new Failure.Invalid(name, "must be one of " + all(type)));
    }

    private static <E extends Enum<E>> Optional<E> find(Class<E> type, String value) {
        var at = Arrays.asList(VALUES.get(type)).indexOf(value);
        return at < 0 ? Optional.empty() : Optional.of(type.getEnumConstants()[at]);
    }

    public static String of(Enum<?> constant) {
        return VALUES.get(constant.getDeclaringClass())[constant.ordinal()];
    }

    /** Lists the values of a type for a message. */
    public static String all(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(EnumValue::of).collect(Collectors.joining(", "));
    }
}
